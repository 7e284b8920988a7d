#include "tests/check/support.h"
#include "tools/grade/report/html.h"
#include <stdlib.h>
#include <string.h>

static char *made;
static size_t length;

static void assert_put(const char *text, const char *expected)
{
    FILE *to = open_memstream(&made, &length);
    html_put(to, "%s", text);
    fclose(to);
    assert_string_equal(made, expected);
    free(made);
}

static void texts_stay_texts(void **state)
{
    (void)state;
    assert_put("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_put("\" onclick='x' &lt;", "&quot; onclick=&#39;x&#39; &amp;lt;");
    assert_put("\033[31mred\033[0m \033]0;title\007", "red ?]0;title?");
    assert_put("\303\244\344\r\xE2\x80\xAE", "\303\244??\?\?\?");
    assert_put("line\n\tline", "line\n\tline");
    assert_put("%s %d %n", "%s %d %n");
}

static void long_texts_are_cut(void **state)
{
    (void)state;
    char *text = malloc(100001);
    memset(text, '<', 100000);
    text[100000] = '\0';
    FILE *to = open_memstream(&made, &length);
    html_put(to, "<p title=\"%s\">%d %f %f</p>", text, -3, 2.0, 0.25);
    fclose(to);
    free(text);
    assert_in_range(length, 30000, 33000);
    assert_contains(made, "&lt; ...\">-3 2 0.25</p>");
    free(made);
}

static void a_page_allows_nothing(void **state)
{
    (void)state;
    FILE *to = open_memstream(&made, &length);
    html_begin(to, "</title><script>");
    html_block(to, "nothing", "");
    html_end(to);
    fclose(to);
    assert_contains(made, "<title>&lt;/title&gt;&lt;script&gt;</title>");
    assert_contains(made, "Content-Security-Policy\" content=\"default-src 'none';");
    assert_null(strstr(made, "<script"));
    assert_null(strstr(made, "nothing"));
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_texts),
        cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(a_page_allows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
