package org.civichopper.bulk.search;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.civichopper.bulk.finance.row.Candidate;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Filer;
import org.civichopper.bulk.finance.row.Report;

/// Rows as documents: what is null is left out.
record Documents(JsonGenerator json) {

    void write(Contribution gift) throws IOException {
        text("contribution_id", gift.id());
        date("contribution_date", gift.date());
        number("amount", gift.amount());
        text("type", gift.type());
        text("name", gift.name());
        text("city", gift.city());
        text("state", gift.state());
        text("zip", gift.zip());
        text("employer", gift.employer());
        text("occupation", gift.occupation());
        text("job_title", gift.jobTitle());
        text("memo", gift.memo());
        write(gift.filer());
        write(gift.candidate());
        if (gift.schedule() != null || gift.reportId() != null || gift.special()) {
            json.writeObjectFieldStart("addtl_data");
            text("schedule", gift.schedule());
            text("report_id", gift.reportId());
            special(gift.special());
            json.writeEndObject();
        }
    }

    void write(Report report) throws IOException {
        text("report_id", report.id());
        if (!report.types().isEmpty()) {
            json.writeArrayFieldStart("type");
            for (var type : report.types()) {
                json.writeString(type);
            }
            json.writeEndArray();
        }
        date("received_date", report.received());
        date("period_start_date", report.periodStart());
        date("period_end_date", report.periodEnd());
        number("contributions_amount", report.contributions());
        number("expenditures_amount", report.expenditures());
        number("ending_balance_amount", report.endingBalance());
        write(report.filer());
        write(report.candidate());
        if (report.special()) {
            json.writeObjectFieldStart("addtl_data");
            special(true);
            json.writeEndObject();
        }
    }

    private void write(Filer filer) throws IOException {
        json.writeObjectFieldStart("filer");
        text("filer_id", filer.id());
        text("type", filer.type());
        text("name", filer.name());
        json.writeEndObject();
    }

    private void write(Candidate candidate) throws IOException {
        json.writeObjectFieldStart("candidate");
        text("candidate_id", candidate.id());
        text("name", candidate.name());
        text("party", candidate.party());
        text("house", candidate.house());
        json.writeNumberField("district", candidate.district());
        json.writeEndObject();
    }

    private void special(boolean special) throws IOException {
        if (special) {
            json.writeBooleanField("special", true);
        }
    }

    private void text(String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void date(String name, LocalDate value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private void number(String name, BigDecimal value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }
}
