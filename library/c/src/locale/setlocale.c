// setlocale: "C", and "C.UTF-8" for every locale whose name says UTF-8.
#include "../wchar/encoding.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum
{
    CATEGORIES = 6
};

static int is_utf8[CATEGORIES];

// Whether a name means UTF-8 (1), the C locale (0), or nothing we have (-1).
static int kind_of(const char *name)
{
    if (strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0)
        return 0;
    const char *dot = strchr(name, '.');
    return dot != NULL && (strcasecmp(dot, ".UTF-8") == 0 || strcasecmp(dot, ".utf8") == 0) ? 1 : -1;
}

// The empty name asks the environment, as POSIX says.
static const char *name_from_environment(int category)
{
    static const char *const variables[CATEGORIES] = {"LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES"};
    const char *name = getenv("LC_ALL");
    if (name == NULL || *name == '\0')
        name = getenv(variables[category]);
    if (name == NULL || *name == '\0')
        name = getenv("LANG");
    return name == NULL || *name == '\0' ? "C" : name;
}

static char *name_of(int kind)
{
    return kind ? "C.UTF-8" : "C";
}

static int all_alike(void)
{
    for (int i = 1; i < CATEGORIES; i++)
    {
        if (is_utf8[i] != is_utf8[0])
            return 0;
    }

    return 1;
}

// The names of all categories, when they are not the same.
static char *mixed_name(void)
{
    static char text[128];
    static const char *const names[CATEGORIES] = {"LC_CTYPE=", ";LC_NUMERIC=", ";LC_TIME=", ";LC_COLLATE=", ";LC_MONETARY=", ";LC_MESSAGES="};
    text[0] = '\0';
    for (int i = 0; i < CATEGORIES; i++)
    {
        strcat(text, names[i]);
        strcat(text, name_of(is_utf8[i]));
    }

    return text;
}

static char *query(int category)
{
    if (category != LC_ALL)
        return name_of(is_utf8[category]);
    return all_alike() ? name_of(is_utf8[0]) : mixed_name();
}

static int wanted_kind(int category, const char *locale)
{
    return kind_of(*locale == '\0' ? name_from_environment(category) : locale);
}

char *setlocale(int category, const char *locale)
{
    if (category < LC_CTYPE || category > LC_ALL)
        return NULL;
    if (locale == NULL)
        return query(category);
    int first = category == LC_ALL ? 0 : category;
    int last = category == LC_ALL ? CATEGORIES - 1 : category;
    int kinds[CATEGORIES] = {0};
    for (int i = first; i <= last; i++)
    {
        kinds[i] = wanted_kind(i, locale);
        if (kinds[i] < 0)
            return NULL;
    }

    for (int i = first; i <= last; i++)
        is_utf8[i] = kinds[i];
    __cw_utf8_locale = is_utf8[LC_CTYPE];
    return query(category);
}
