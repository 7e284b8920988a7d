/* rle.h and cells.h: texts that are patterns, and such as are none; a glider, a spaceship and a gun on a torus. */
#include "common/parts/cells.h"
#include "common/parts/rle.h"
#include "tests/unit/mpi_tests.h"
#include <string.h>

static rle good(const char *text)
{
    rle pattern;
    char why[200] = "";
    if (!rle_parse(text, &pattern, why, sizeof why)) {
        fail_msg("%s: %s", text, why);
    }
    return pattern;
}

static void expect(const char *text, int width, int height, const char *cells)
{
    rle pattern = good(text);
    assert_int_equal(pattern.width, width);
    assert_int_equal(pattern.height, height);
    for (int i = 0; i < width * height; i++) {
        assert_int_equal(pattern.cells[i], cells[i] == 'o');
    }
    rle_free(&pattern);
}

static void texts_that_are_patterns(void **state)
{
    (void)state;
    expect("x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!", 3, 3, ".o...oooo");
    expect("#C one\n#N two\nx=3,y=3\nbo$2bo$3o!\nwhatever", 3, 3, ".o...oooo");
    expect("x = 2, y = 4\r\n2o3$\r\n2o\n!", 2, 4, "oo....oo");
    expect("x = 12, y = 1\n1\n2o!", 12, 1, "oooooooooooo");
    expect("x = 1, y = 1\n!", 1, 1, ".");
}

static void refuse(const char *text, const char *part)
{
    rle pattern;
    char why[200] = "";
    assert_false(rle_parse(text, &pattern, why, sizeof why));
    assert_null(pattern.cells);
    if (strstr(why, part) == NULL || strchr(why, '\n') != NULL) {
        fail_msg("'%s' is not '%s'", why, part);
    }
}

static void texts_that_are_none(void **state)
{
    (void)state;
    refuse("", "no line 'x = COLUMNS, y = ROWS'");
    refuse("bob$2bo$3o!", "no line 'x = COLUMNS, y = ROWS'");
    refuse("x = 3, y = 3\nbob$2bo$3o", "cut off: there is no '!' at the end");
    refuse("x = 3, y = 3\nbob$2bo$4o!", "row 2: more cells than 3 x 3");
    refuse("x = 3, y = 2\nbob$2bo$3o!", "row 2: more cells than 3 x 2");
    refuse("x = 3, y = 3\nbxb!", "row 0: 'x' is none of b, o, $ and !");
    refuse("x = 3, y = 3\n99999999999999999999b!", "row 0: a run of more than 4096 cells");
    refuse("x = 0, y = 3\n!", "0 x 3 cells, but 1 to 4096");
    refuse("x = 99999, y = 99999\n!", "99999 x 99999 cells, but 1 to 4096");
    refuse("x = 3, y = 3, rule = B36/S23\n!", "its rule is B36/S23");
}

/* ---- on a torus ---- */

static cells field_of(const char *name, int height, int width)
{
    rle pattern = rle_load(name, height, width, MPI_COMM_WORLD);
    cells made = cells_create(&pattern, (int[]){height, width}, (int[]){1, 1}, (int[]){0, 0});
    rle_free(&pattern);
    return made;
}

static void step(cells *c, int steps)
{
    for (int i = 0; i < steps; i++) {
        for (int y = 0; y <= c->rows + 1; y++) {
            for (int x = 0; x <= c->columns + 1; x++) {
                *cells_at(c, y, x) = *cells_at(c, (y + c->rows - 1) % c->rows + 1,
                                               (x + c->columns - 1) % c->columns + 1);
            }
        }
        cells_step(c);
    }
}

static int count(const cells *c)
{
    int alive = 0;
    for (int y = 1; y <= c->rows; y++) {
        for (int x = 1; x <= c->columns; x++) {
            alive += *cells_at(c, y, x);
        }
    }
    return alive;
}

/* After so many steps it is where it was, so far down and to the right. */
static void moves(const char *name, int steps, int down, int right)
{
    enum { SIDE = 31 };
    cells before = field_of(name, SIDE, SIDE), after = field_of(name, SIDE, SIDE);
    step(&after, steps);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            assert_int_equal(
                *cells_at(&before, y + 1, x + 1),
                *cells_at(&after, (y + down + SIDE) % SIDE + 1, (x + right + SIDE) % SIDE + 1));
        }
    }
    cells_free(&before);
    cells_free(&after);
}

static void patterns_move_as_they_are_known_to(void **state)
{
    (void)state;
    moves("glider", 4, 1, 1);
    moves("glider", 4 * 31, 0, 0); /* once around */
    moves("spaceships", 4, 0, -2);
}

static void a_gun_sends_off_gliders(void **state)
{
    (void)state;
    cells gun = field_of("glider-gun", 100, 100);
    assert_int_equal(count(&gun), 36);
    step(&gun, 30);
    assert_int_equal(count(&gun), 36 + 5);
    step(&gun, 30);
    assert_int_equal(count(&gun), 36 + 10);
    cells_free(&gun);
}

static void five_cells_become_many(void **state)
{
    (void)state;
    cells five = field_of("r-pentomino", 400, 400);
    assert_int_equal(count(&five), 5);
    step(&five, 100);
    assert_int_equal(count(&five), 121); /* counted by another program */
    cells_free(&five);
}

int main(int argc, char *argv[])
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_are_patterns),
        cmocka_unit_test(texts_that_are_none),
        cmocka_unit_test(patterns_move_as_they_are_known_to),
        cmocka_unit_test(a_gun_sends_off_gliders),
        cmocka_unit_test(five_cells_become_many),
    };
    mpi_tests_begin(argc, argv);
    return mpi_tests_end(cmocka_run_group_tests(tests, NULL, NULL));
}
