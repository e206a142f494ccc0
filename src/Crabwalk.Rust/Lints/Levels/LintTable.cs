namespace Crabwalk.Rust.Lints.Levels;

/// <summary>The lints that Crabwalk knows, and the groups that name several at once.</summary>
public static class LintTable
{
    private const string Unused = "unused";
    private const string Style = "nonstandard_style";

    private static readonly Lint[] All =
    [
        .. In(Unused,
            "unused_variables", "unused_assignments", "unused_mut", "unused_imports", "unused_must_use", "unused_parens", "unused_braces", "unused_labels", "unused_macros",
            "unused_unsafe", "unused_doc_comments", "unused_allocation", "unused_attributes", "unused_features", "dead_code", "unreachable_code", "unreachable_patterns",
            "path_statements", "redundant_semicolons", "map_unit_fn", "unused_lifetimes"),
        .. In(Style, "non_snake_case", "non_camel_case_types", "non_upper_case_globals"),
        .. In(null,
            "unconditional_recursion", "irrefutable_let_patterns", "unused_comparisons", "dropping_references", "dropping_copy_types", "forgetting_copy_types",
            "forgetting_references", "deprecated", "unsafe_op_in_unsafe_fn", "unknown_lints", "unfulfilled_lint_expectations", "while_true",
            "private_interfaces", "non_shorthand_field_patterns"),
        .. Denied(
            "arithmetic_overflow", "unconditional_panic", "overflowing_literals", "bindings_with_variant_name"),
        new("static_mut_refs", "rust_2024_compatibility", LintLevel.Deny) { LevelBefore2024 = LintLevel.Warn },
        .. Allowed("unsafe_code", "missing_docs", "unused_results", "unused_qualifications", "unused_extern_crates", "unreachable_pub", "single_use_lifetimes", "missing_debug_implementations"),
    ];

    private static readonly Dictionary<string, Lint> ByName = All.ToDictionary(lint => lint.Name, StringComparer.Ordinal);

    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal) { Unused, Style, "bad_style", "warnings" };

    /// <summary>The lint of a name; null for another name.</summary>
    public static Lint? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>True for the name of a group.</summary>
    public static bool IsGroup(string name) => Groups.Contains(name);

    /// <summary>True when an attribute with this name speaks of the lint: it is its name or that of its group.</summary>
    public static bool Names(string name, Lint lint) => name == lint.Name || name == lint.Group || (name == "bad_style" && lint.Group == Style);

    private static IEnumerable<Lint> In(string? group, params string[] names) => names.Select(name => new Lint(name, group, LintLevel.Warn));

    private static IEnumerable<Lint> Denied(params string[] names) => names.Select(name => new Lint(name, null, LintLevel.Deny));

    private static IEnumerable<Lint> Allowed(params string[] names) => names.Select(name => new Lint(name, null, LintLevel.Allow));
}
