using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Parsing;

namespace Crabwalk.Rust.Resolution;

/// <summary>Reports attributes that nobody knows. Those of the language (Reference: Attributes), of the tools and of derives are known.</summary>
internal static class AttributeChecker
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "cfg", "cfg_attr", "test", "ignore", "should_panic", "bench", "derive", "automatically_derived", "macro_export", "macro_use", "proc_macro", "proc_macro_derive",
        "proc_macro_attribute", "allow", "expect", "warn", "deny", "forbid", "deprecated", "must_use", "link", "link_name", "link_ordinal", "no_link", "repr",
        "crate_type", "no_main", "export_name", "link_section", "no_mangle", "used", "crate_name", "inline", "cold", "no_builtins", "target_feature", "track_caller",
        "instruction_set", "doc", "no_std", "no_core", "no_implicit_prelude", "path", "recursion_limit", "type_length_limit", "panic_handler", "global_allocator",
        "windows_subsystem", "feature", "non_exhaustive", "debugger_visualizer", "default", "lang", "naked", "prelude_import", "fundamental", "may_dangle", "stable", "unstable",
        "const_trait", "marker", "allow_internal_unstable", "allow_internal_unsafe", "needs_allocator", "test_case", "test_runner", "coverage", "optimize", "type_const",
        "global_asm", "pointee", "no_sanitize", "linkage", "thread_local", "unsafe_op_in_unsafe_fn", "deprecated_safe", "diagnostic", "rustfmt", "clippy", "miri", "rust_analyzer",
    };

    /// <summary>Checks the attributes of all items of a user's crate.</summary>
    public static void CheckItems(RustSession session, CrateData crate)
    {
        if (crate.IsLibrary)
        {
            return;
        }

        foreach (DefId definition in crate.Definitions)
        {
            if (session.Data[definition].Item is { } item)
            {
                Check(item.Attributes, session, crate);
            }
        }
    }

    /// <summary>Checks the attributes of one node.</summary>
    public static void Check(EquatableArray<Attribute> attributes, RustSession session, CrateData crate)
    {
        foreach (Attribute attribute in attributes)
        {
            if (attribute is not Attribute.Normal { Body.Path: { Segments.IsEmpty: false } path })
            {
                continue;
            }

            string name = session.Symbols[path.Segments[0].Ident.Name];
            if (!Known.Contains(name) && !name.StartsWith("rustc_", StringComparison.Ordinal) && path.Segments.Count == 1)
            {
                session.Sink.Error(ParseErrors.At(path.Span, $"cannot find attribute `{name}` in this scope"));
            }
        }
    }
}
