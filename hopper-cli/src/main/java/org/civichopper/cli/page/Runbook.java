package org.civichopper.cli.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// `docs/runbook.md` as a page: as much of Markdown as it uses, and nothing that becomes markup by
/// itself.
final class Runbook {

    private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.+)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)]+)\\)");
    private static final Pattern CODE = Pattern.compile("``?([^`]+?)``?");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\w*])\\*([^*<]+)\\*(?![\\w*])");
    private static final String CODE_INDENT = "    ";

    private Runbook() {}

    /// Its markup, to stand in a page as it is.
    static String read() {
        try (var in = Runbook.class.getResourceAsStream("runbook.md")) {
            return html(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String html(String markdown) {
        var html = new StringBuilder();
        for (var block : markdown.strip().split("\n(?:[ \t]*\n)+")) {
            block(block, html);
        }
        return html.toString();
    }

    private static void block(String block, StringBuilder html) {
        var heading = HEADING.matcher(block);
        if (heading.matches()) {
            var level = heading.group(1).length();
            html.append(
                    "<h%d id=\"%s\">%s</h%d>\n"
                            .formatted(
                                    level,
                                    anchor(heading.group(2)),
                                    inline(heading.group(2)),
                                    level));
        } else if (block.startsWith(CODE_INDENT)) {
            html.append("<pre tabindex=\"0\"><code>")
                    .append(escaped(block.stripIndent()))
                    .append("</code></pre>\n");
        } else if (block.startsWith("|")) {
            table(block.lines().toList(), html);
        } else {
            html.append("<p>").append(inline(block)).append("</p>\n");
        }
    }

    private static void table(List<String> lines, StringBuilder html) {
        html.append(
                "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>");
        row(lines.getFirst(), "th scope=\"col\"", "th", html);
        lines.stream().skip(2).forEach(line -> row(line, "td", "td", html));
        html.append("</table></div>\n");
    }

    private static void row(String line, String begin, String end, StringBuilder html) {
        html.append("<tr>");
        for (var cell : line.substring(1).split("(?<!\\\\)\\|")) {
            html.append("<%s>%s</%s>".formatted(begin, inline(cell.strip()), end));
        }
        html.append("</tr>");
    }

    /// As GitHub makes them.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    // Links within the runbook stay links; other pages are not served.
    private static String inline(String text) {
        var linked =
                LINK.matcher(escaped(text))
                        .replaceAll(link ->
                                link.group(2).startsWith("#")
                                        ? "<a href=\"$2\">$1</a>"
                                        : "$1 (docs/$2)");
        var html = new StringBuilder();
        var from = 0;
        for (var code : CODE.matcher(linked).results().toList()) {
            html.append(stressed(linked.substring(from, code.start())));
            html.append("<code>").append(code.group(1)).append("</code>");
            from = code.end();
        }
        return html.append(stressed(linked.substring(from))).toString();
    }

    private static String stressed(String html) {
        return EMPHASIS.matcher(STRONG.matcher(html).replaceAll("<strong>$1</strong>"))
                .replaceAll("<em>$1</em>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
