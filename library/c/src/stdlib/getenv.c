// getenv and its family. The library keeps the variables that were asked for or set; the rest is the host's.
#include "../start/finish.h"
#include "heap.h"
#include <crabwalk/host.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

// What the program has learnt or decided of one variable; text is "NAME=value".
struct variable
{
    struct variable *next;
    size_t name_length;
    int set;
    char *text;
    int owned;
};

static struct variable *known;
static int cleared;

static void forget_text(struct variable *variable)
{
    if (variable->owned)
        __cw_heap_free(variable->text);
    variable->owned = 0;
    variable->set = 0;
}

static void forget_all(void)
{
    while (known != NULL)
    {
        struct variable *variable = known;
        known = variable->next;
        forget_text(variable);
        __cw_heap_free(variable);
    }
}

static struct variable *find(const char *name, size_t length)
{
    for (struct variable *variable = known; variable != NULL; variable = variable->next)
    {
        // An unset variable keeps its text, so that its name is still known.
        if (variable->name_length == length && __builtin_memcmp(variable->text, name, length) == 0)
            return variable;
    }

    return NULL;
}

// A new variable without a text; find must not meet it before it has one.
static struct variable *create(size_t name_length)
{
    struct variable *variable = __cw_heap_alloc(sizeof *variable, sizeof(void *));
    if (variable == NULL)
        return NULL;
    variable->next = NULL;
    variable->name_length = name_length;
    variable->set = 0;
    variable->text = NULL;
    variable->owned = 0;
    return variable;
}

static void remember(struct variable *variable)
{
    static int registered;
    if (!registered)
        __cw_at_finish(forget_all);
    registered = 1;
    variable->next = known;
    known = variable;
}

// Gives the variable a text of its own, "NAME=" with room for a value of that many bytes.
static char *own_text(struct variable *variable, const char *name, size_t value_size)
{
    char *text = __cw_heap_alloc(variable->name_length + 1 + value_size, 1);
    if (text == NULL)
        return NULL;
    __builtin_memcpy(text, name, variable->name_length);
    text[variable->name_length] = '=';
    variable->text = text;
    variable->owned = 1;
    variable->set = 1;
    return text + variable->name_length + 1;
}

static char *ask_host(const char *name, size_t length)
{
    char none[1];
    size_t needed = 0;
    if (cleared)
        return NULL;
    int error = __host_env_get(name, none, 0, &needed);
    if ((error != 0 && error != ERANGE) || needed == 0)
        return NULL;
    struct variable *variable = create(length);
    char *value = variable == NULL ? NULL : own_text(variable, name, needed);
    if (value == NULL)
    {
        if (variable != NULL)
            __cw_heap_free(variable);
        return NULL;
    }

    remember(variable);
    return __host_env_get(name, value, needed, &needed) == 0 ? value : NULL;
}

char *getenv(const char *name)
{
    size_t length = __builtin_strlen(name);
    struct variable *variable = find(name, length);
    if (variable == NULL)
        return ask_host(name, length);
    return variable->set ? variable->text + length + 1 : NULL;
}

static int bad_name(const char *name)
{
    if (name != NULL && *name != '\0' && strchr(name, '=') == NULL)
        return 0;
    errno = EINVAL;
    return 1;
}

int setenv(const char *name, const char *value, int overwrite)
{
    if (bad_name(name))
        return -1;
    if (!overwrite && getenv(name) != NULL)
        return 0;
    size_t length = __builtin_strlen(name);
    size_t size = __builtin_strlen(value) + 1;
    struct variable *variable = find(name, length);
    struct variable *changed = variable != NULL ? variable : create(length);
    char *old = variable != NULL && variable->owned ? variable->text : NULL;
    char *text = changed == NULL ? NULL : own_text(changed, name, size);
    if (text == NULL)
    {
        if (variable == NULL && changed != NULL)
            __cw_heap_free(changed);
        errno = ENOMEM;
        return -1;
    }

    __builtin_memcpy(text, value, size);
    if (old != NULL)
        __cw_heap_free(old);
    if (variable == NULL)
        remember(changed);
    return 0;
}

int unsetenv(const char *name)
{
    if (bad_name(name))
        return -1;
    if (setenv(name, "", 1) != 0)
        return -1;
    find(name, __builtin_strlen(name))->set = 0;
    return 0;
}

int putenv(char *text)
{
    char *equals = strchr(text, '=');
    if (equals == NULL)
        return unsetenv(text);
    size_t length = (size_t)(equals - text);
    struct variable *variable = find(text, length);
    struct variable *changed = variable != NULL ? variable : create(length);
    if (changed == NULL)
    {
        errno = ENOMEM;
        return -1;
    }

    forget_text(changed);
    changed->text = text;
    changed->set = 1;
    if (variable == NULL)
        remember(changed);
    return 0;
}

int clearenv(void)
{
    cleared = 1;
    for (struct variable *variable = known; variable != NULL; variable = variable->next)
        variable->set = 0;
    return 0;
}
