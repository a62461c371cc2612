package org.civichopper.localcloud.openstates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// The right answer to every request.
final class Answers {

    private static final Piece COMMA = Piece.of(",");

    // What the real API filters by, and this one does not.
    private static final List<String> NOT_KNOWN_HERE =
            List.of(
                    "action_since",
                    "chamber",
                    "created_since",
                    "district",
                    "identifier",
                    "org_classification",
                    "parent",
                    "sponsor",
                    "sponsor_classification",
                    "subject");

    private final Records records;
    private final Search search;
    private final Quota quota;
    private final AtomicLong turns = new AtomicLong();

    Answers(Records records, Quota quota) {
        this.records = records;
        this.search = new Search(records);
        this.quota = quota;
    }

    Reply reply(Asked asked) {
        try {
            var kind =
                    Arrays.stream(Kind.values())
                            .filter(each -> (asked.path() + "/").startsWith(each.path() + "/"))
                            .findFirst()
                            .orElseThrow(Refusal::notFound);
            var id = asked.path().substring(kind.path().length());
            if (!id.isEmpty() && (kind == Kind.PERSON || id.equals("/"))) {
                throw Refusal.notFound();
            }
            if (!asked.method().equals("GET")) {
                throw new Refusal(405, "Method Not Allowed");
            }
            quota.take(asked.header("X-API-KEY"), asked.at());
            return id.isEmpty() ? list(asked, kind) : one(asked, kind, id.substring(1));
        } catch (Refusal e) {
            return e.reply();
        }
    }

    private Reply one(Asked asked, Kind kind, String id) {
        var question = Question.read(asked, kind);
        var sought = kind == Kind.JURISDICTION ? search.jurisdiction(id).orElse("") : id;
        var kept =
                records.list(kind).stream()
                        .filter(each -> each.place().id().equals(sought))
                        .findFirst()
                        .orElseThrow(() -> noSuch(kind));
        return Reply.json(List.of(kept.sent(question.includes())));
    }

    private static Refusal noSuch(Kind kind) {
        var name = kind.name();
        return new Refusal(
                404,
                "No such %s%s."
                        .formatted(name.charAt(0), name.substring(1).toLowerCase(Locale.ROOT)));
    }

    private Reply list(Asked asked, Kind kind) {
        var question = Question.read(asked, kind);
        asked.query().keySet().stream()
                .filter(NOT_KNOWN_HERE::contains)
                .findFirst()
                .ifPresent(parameter -> {
                    throw new Refusal(501, "this stand-in has no filter " + parameter);
                });
        var found = search.found(asked, kind);
        return page(
                kind,
                kind == Kind.BILL && question.newestFirst() ? found.reversed() : found,
                question);
    }

    private Reply page(Kind kind, List<Kept> found, Question question) {
        int perPage = question.perPage();
        if (perPage < 1 || perPage > kind.largestPage()) {
            throw new Refusal(
                    400, "invalid per_page, must be in [1, %d]".formatted(kind.largestPage()));
        }
        int pages = Math.max(1, Math.ceilDiv(found.size(), perPage));
        int page = question.page();
        if (page < 1 || page > pages) {
            throw new Refusal(404, "invalid page, must be in [1, %d]".formatted(pages));
        }
        int from = (page - 1) * perPage;
        int to = Math.min(from + perPage, found.size());
        var listed =
                kind == Kind.BILL
                        ? Ties.part(found, from, to, turns.getAndIncrement())
                        : found.subList(from, to);
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of("{\"results\":["));
        for (int i = 0; i < listed.size(); i++) {
            if (i > 0) {
                pieces.add(COMMA);
            }
            pieces.add(listed.get(i).sent(question.includes()));
        }
        pieces.add(
                Piece.of(
                        "],\"pagination\":{\"per_page\":%d,\"page\":%d,\"max_page\":%d,\"total_items\":%d}}"
                                .formatted(perPage, page, pages, found.size())));
        return Reply.json(pieces);
    }
}
