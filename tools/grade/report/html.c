#include "html.h"
#include "tools/check/text.h"
#include "tools/findings/markup.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 8000 };

static const char style[] =
    "body { font: 15px/1.45 sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: "
    "#111; background: #fff }\n"
    "h1 { font-size: 1.5em } h2 { font-size: 1.2em; margin-top: 2em; border-bottom: 1px solid #999 "
    "}\n"
    "table { border-collapse: collapse; margin: 1em 0 }\n"
    "th, td { border: 1px solid #999; padding: .25em .5em; text-align: left; vertical-align: top "
    "}\n"
    "td.n, th.n { text-align: right } .scroll { overflow-x: auto } .small { font-size: .85em }\n"
    "pre { background: #f4f4f4; border-left: 3px solid #999; padding: .5em; white-space: pre-wrap; "
    "overflow-wrap: anywhere }\n"
    "td, p, li { overflow-wrap: anywhere }\n"
    ".grades td { white-space: nowrap }\n"
    ".PASS { background: #dff2df } .TODO { background: #fff3cd } .FAIL { background: #f8dcdc }\n"
    ".ERROR { background: #e4dcf4; font-weight: bold }\n"
    "section { break-inside: avoid-page }\n"
    "@media print { body { margin: 0; max-width: none; font-size: 10pt } a { color: inherit; "
    "text-decoration: none } .scroll { overflow: visible } }\n";

void html_begin(FILE *to, const char *title)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
          "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n",
          to);
    html_put(to, "<title>%s</title>\n", title);
    fprintf(to, "<style>\n%s</style>\n</head>\n<body>\n", style);
    html_put(to, "<h1>%s</h1>\n", title);
}

void html_end(FILE *to)
{
    fputs("</body>\n</html>\n", to);
}

static void put_text(FILE *to, const char *text)
{
    char *plain =
        text_format("%.*s%s", LONGEST, text, strnlen(text, LONGEST + 1) > LONGEST ? " ..." : "");
    text_without_colour(plain);
    text_make_utf8(plain);
    markup_put(to, plain);
    free(plain);
}

void html_put(FILE *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (const char *c = format; *c != '\0'; c++) {
        if (*c != '%') {
            putc(*c, to);
            continue;
        }
        switch (*++c) {
        case 's':
            put_text(to, va_arg(arguments, const char *));
            break;
        case 'd':
            fprintf(to, "%d", va_arg(arguments, int));
            break;
        case 'f':
            fprintf(to, "%.10g", va_arg(arguments, double));
            break;
        default:
            putc(*c, to);
        }
    }
    va_end(arguments);
}

void html_block(FILE *to, const char *word, const char *text)
{
    if (text[0] != '\0') {
        html_put(to, "<p>%s</p>\n<pre>%s</pre>\n", word, text);
    }
}
