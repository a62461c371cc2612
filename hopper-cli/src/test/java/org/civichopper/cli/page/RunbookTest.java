package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunbookTest {

    @Test
    void markdownBecomesMarkupAndNothingElseDoes() {
        assertThat(
                        Runbook.html(
                                """
                                ## Lost ticks

                                **Look**: `a < b *c*` in [here](#stuck) and [there](aws.md), *once*.

                                    psql "$X"

                                    next

                                | says | do |
                                |---|---|
                                | `x` | <b>y</b> |
                                """))
                .contains("<h2 id=\"lost-ticks\">Lost ticks</h2>")
                .contains("<strong>Look</strong>: <code>a &lt; b *c*</code>")
                .contains("<a href=\"#stuck\">here</a> and there (docs/aws.md), <em>once</em>.")
                .contains("<code>psql &quot;$X&quot;</code>", "<code>next</code>")
                .contains("<th scope=\"col\">says</th>", "<td>&lt;b&gt;y&lt;/b&gt;</td>");
    }
}
