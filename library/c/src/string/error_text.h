// What an errno value means, or NULL for a number without a meaning.
const char *__cw_error_text(int error);
