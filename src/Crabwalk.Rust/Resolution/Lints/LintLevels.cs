using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution.Lints;

/// <summary>What the user wants of a lint at a place: the nearest <c>#[allow]</c>, <c>#[warn]</c>, <c>#[deny]</c> or <c>#[forbid]</c> that names it or its group.</summary>
internal sealed class LintLevels(RustSession session)
{
    /// <summary>The severity of a lint that warns by default; null when it is allowed.</summary>
    /// <param name="lint">Its name, such as <c>unused_imports</c>.</param>
    /// <param name="group">Its group, such as <c>unused</c>.</param>
    /// <param name="item">The item it is about.</param>
    public Severity? Of(string lint, string group, DefId item)
    {
        for (DefId? at = item; at is { } definition; at = session.Definitions[definition].Parent)
        {
            EquatableArray<Attribute> attributes = session.Modules.TryGetValue(definition, out Module? module) && module.Parent is null
                ? module.Crate.Attributes
                : session.Data.GetValueOrDefault(definition)?.Item?.Attributes ?? [];
            if (Find(attributes, lint, group) is { } level)
            {
                return level switch { "allow" or "expect" => null, "warn" => Severity.Warning, _ => Severity.Error };
            }
        }

        return Severity.Warning;
    }

    private string? Find(EquatableArray<Attribute> attributes, string lint, string group)
    {
        string? level = null;
        foreach (Attribute attribute in attributes)
        {
            if (attribute is Attribute.Normal { Body: { Path.Segments: [var only], Arguments: AttributeArguments.Delimited list } }
                && session.Symbols[only.Ident.Name] is "allow" or "expect" or "warn" or "deny" or "forbid")
            {
                foreach (MetaItem entry in MetaItem.ParseList(list.Tokens.Trees, session.Symbols))
                {
                    level = entry.Name == lint || entry.Name == group || entry.Name == "warnings" ? session.Symbols[only.Ident.Name] : level;
                }
            }
        }

        return level;
    }
}
