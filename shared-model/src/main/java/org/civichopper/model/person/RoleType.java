package org.civichopper.model.person;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import org.civichopper.model.document.Fields;

/// The kinds of roles, and the kind of organization in which each is a membership.
public enum RoleType {
    UPPER("upper"),
    LOWER("lower"),
    LEGISLATURE("legislature"),
    MAYOR("mayor", "government"),
    GOVERNOR("governor", "executive"),
    LIEUTENANT_GOVERNOR("lt_governor", "executive"),
    SECRETARY_OF_STATE("secretary of state", "executive"),
    CHIEF_ELECTION_OFFICER("chief election officer", "executive"),
    TREASURER("treasurer", "executive"),
    AUDITOR("auditor", "executive"),
    COMPTROLLER("comptroller", "executive"),
    ATTORNEY_GENERAL("attorney general", "executive"),
    COMMISSIONER("commissioner", "executive"),
    COMMISSIONER_AS_OFTEN_MISSPELLED("comissioner", "executive"),
    ASSESSOR("assessor", "executive"),
    DISTRICT_ATTORNEY("district attorney", "executive");

    private final String word;
    private final String organization;

    RoleType(String word) {
        this(word, word);
    }

    RoleType(String word, String organization) {
        this.word = word;
        this.organization = organization;
    }

    /// As files spell it, for example `lt_governor`.
    public String word() {
        return word;
    }

    /// The classification of the organization.
    public String organization() {
        return organization;
    }

    /// Whether the role is a seat for a district.
    public boolean isSeat() {
        return word.equals(organization);
    }

    static RoleType read(Fields fields, String name) {
        var word = fields.text(name, 300);
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> fields.invalid(name, "one of " + words(), '"' + word + '"'));
    }

    private static String words() {
        return Arrays.stream(values()).map(RoleType::word).collect(joining(", "));
    }
}
