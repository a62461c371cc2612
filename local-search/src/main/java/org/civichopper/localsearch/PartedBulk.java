package org.civichopper.localsearch;

import java.util.ArrayList;
import java.util.List;

/// A bulk of which some documents are refused on the way.
///
/// @param refused for each document, in their order
/// @param accepted what is passed on
/// @param error what is said of those that are refused
record PartedBulk(List<Boolean> refused, String accepted, String error) {

    static PartedBulk of(String body, Misdeed.RefuseDocuments refusal) {
        var lines = body.split("\n");
        var refused = new ArrayList<Boolean>();
        var accepted = new StringBuilder();
        for (var at = 0; at + 1 < lines.length; at += 2) {
            var no = refusal.which().test(lines[at]);
            refused.add(no);
            if (!no) {
                accepted.append(lines[at]).append('\n').append(lines[at + 1]).append('\n');
            }
        }
        var error =
                "{\"index\":{\"status\":%d,\"error\":{\"type\":\"%s\",\"reason\":\"as ordered\"}}}"
                        .formatted(refusal.status(), refusal.type());
        return new PartedBulk(refused, accepted.toString(), error);
    }

    /// @param answer to what was passed on; where that was nothing the server finds fault with it
    String merged(String answer) {
        var theirs = items(answer).iterator();
        var all = new ArrayList<String>();
        for (var no : refused) {
            all.add(no ? error : theirs.next());
        }
        return "{\"errors\":true,\"items\":[" + String.join(",", all) + "]}";
    }

    // What stands in braces within the brackets of `items`.
    private static List<String> items(String answer) {
        var items = new ArrayList<String>();
        var depth = 0;
        var from = 0;
        for (var at = answer.indexOf("\"items\":[") + 9; at >= 9 && at < answer.length(); at++) {
            var letter = answer.charAt(at);
            if (letter == '{' && depth++ == 0) {
                from = at;
            } else if (letter == '}' && --depth == 0) {
                items.add(answer.substring(from, at + 1));
            } else if (letter == ']' && depth == 0) {
                return items;
            }
        }
        return items;
    }
}
