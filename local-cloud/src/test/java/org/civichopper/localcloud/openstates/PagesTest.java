package org.civichopper.localcloud.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {

    private static final InventedStates INVENTED = InventedStates.small(7);

    private LocalOpenStates states;
    private Visitor visitor;

    @BeforeEach
    void start() {
        states = LocalOpenStates.start();
        visitor = new Visitor(states);
    }

    @AfterEach
    void stop() {
        states.close();
    }

    @Test
    void aPageHasAnEnvelope() throws Exception {
        Sample.put(states, "b 02T00:00:00", "a 01T00:00:00", "c 03T00:00:00");
        var page = visitor.json("/bills", "jurisdiction", "nc", "per_page", "2", "page", "2");
        assertThat(page.get("pagination").toString())
                .isEqualTo("{\"per_page\":2,\"page\":2,\"max_page\":2,\"total_items\":3}");
        assertThat(page.get("results").size()).isEqualTo(1);
        assertThat(page.get("results").get(0).get("id").asText()).isEqualTo("a");
    }

    @Test
    void theUsualPageHasTenBills() throws Exception {
        INVENTED.fill(states, "nc");
        var page = visitor.json("/bills", "jurisdiction", "nc", "session", "2025");
        assertThat(page.get("results").size()).isEqualTo(10);
        assertThat(page.at("/pagination/max_page").intValue()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"/bills, 20", "/people, 50", "/jurisdictions, 52", "/committees, 20"})
    void aPageThatIsTooLargeIsRefused(String path, int most) throws Exception {
        INVENTED.fill(states, "nc");
        var refused = "{\"detail\":\"invalid per_page, must be in [1, %d]\"}".formatted(most);
        for (var size : List.of("0", Integer.toString(most + 1))) {
            assertThat(visitor.refusal(400, path, "jurisdiction", "nc", "per_page", size))
                    .isEqualTo(refused);
        }
        assertThat(
                        visitor.get(path, "jurisdiction", "nc", "per_page", Integer.toString(most))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPagePastTheEndIsNotThere() throws Exception {
        INVENTED.fill(states, "nc");
        assertThat(
                        visitor.refusal(
                                404,
                                "/bills",
                                "jurisdiction",
                                "nc",
                                "session",
                                "2025",
                                "per_page",
                                "20",
                                "page",
                                "4"))
                .isEqualTo("{\"detail\":\"invalid page, must be in [1, 3]\"}");
    }

    @Test
    void theFirstPageOfNothingIsThereAndEmpty() throws Exception {
        Sample.put(states);
        var page = visitor.json("/bills", "jurisdiction", "nc", "session", "1999");
        assertThat(page.toString())
                .isEqualTo(
                        "{\"results\":[],\"pagination\":{\"per_page\":10,\"page\":1,\"max_page\":1,\"total_items\":0}}");
        assertThat(visitor.refusal(404, "/bills", "jurisdiction", "nc", "page", "2"))
                .isEqualTo("{\"detail\":\"invalid page, must be in [1, 1]\"}");
    }

    @Test
    void equalTimesComeInAnotherOrderEachTime() throws Exception {
        Sample.put(states, "z 09T00:00:00", "a 02T00:00:00", "b 02T00:00:00", "y 01T00:00:00");
        var first = visitor.bills();
        var second = visitor.bills();
        assertThat(first).startsWith("y").endsWith("z").hasSize(4);
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void pagesOfEqualTimesMayShowOneTwiceAndAnotherNever() throws Exception {
        Sample.put(states, "a 02T00:00:00", "b 02T00:00:00");
        var seen = new HashSet<String>();
        seen.addAll(visitor.bills("per_page", "1", "page", "1"));
        seen.addAll(visitor.bills("per_page", "1", "page", "2"));
        assertThat(seen).hasSize(1);
    }

    @Test
    void aBillThatChangesMovesToTheEndAndTheNextPageLosesOne() throws Exception {
        Sample.put(states, "a 01T00:00:00", "b 02T00:00:00", "c 03T00:00:00", "d 04T00:00:00");
        states.before(Asked.page(Kind.BILL, 2), () -> states.touch("a"));
        assertThat(visitor.bills("per_page", "2", "page", "1")).containsExactly("a", "b");
        assertThat(visitor.bills("per_page", "2", "page", "2")).containsExactly("d", "a");
        assertThat(visitor.bills()).containsExactly("b", "c", "d", "a");
    }

    @Test
    void oneMayGoSoThatThereIsOnePageLess() throws Exception {
        Sample.put(states, "a 01T00:00:00", "b 02T00:00:00", "c 03T00:00:00");
        states.remove("a");
        assertThat(
                        visitor.refusal(
                                404, "/bills", "jurisdiction", "nc", "per_page", "2", "page", "2"))
                .contains("must be in [1, 1]");
    }

    @Test
    void anInventionIsServedWithoutATornPair() throws Exception {
        INVENTED.fill(states, "us");
        var seen = new HashSet<String>();
        for (int page = 1; page <= 3; page++) {
            seen.addAll(bills119(page));
        }
        assertThat(seen).hasSize(45);
    }

    private List<String> bills119(int page) throws Exception {
        return visitor.texts(
                "identifier",
                "/bills",
                "jurisdiction",
                "us",
                "session",
                "119",
                "sort",
                "updated_asc",
                "per_page",
                "20",
                "page",
                Integer.toString(page));
    }
}
