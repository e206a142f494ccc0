using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Checking;

namespace Crabwalk.Rust.Lints.Early;

/// <summary>The lint <c>unused_doc_comments</c>: documentation of something that has none.</summary>
internal static class UnusedDocComments
{
    /// <summary>What macro calls are called.</summary>
    public const string OfMacros = "macro invocations";

    /// <summary>A message when doc comments stand among the attributes of a node; null without any.</summary>
    /// <param name="sources">The texts.</param>
    /// <param name="attributes">The attributes.</param>
    /// <param name="node">The node's text.</param>
    /// <param name="kind">What such nodes are called.</param>
    public static Diagnostic? Find(SourceMap sources, EquatableArray<Attribute> attributes, Span node, string kind)
    {
        if (attributes.OfType<Attribute.Doc>().FirstOrDefault(doc => !doc.IsInner) is not { } first || !first.Span.Expansion.IsNone)
        {
            return null;
        }

        Span whole = attributes.OfType<Attribute.Doc>().Aggregate(first.Span, (span, doc) => span.To(doc.Span));
        Span bare = node with { Start = Math.Max(node.Start, attributes.Max(attribute => attribute.Span.End)) };
        Span labelled = bare with { Start = bare.End - sources.TextOf(bare).TrimStart().Length };
        var found = new Diagnostic(Severity.Warning, "unused_doc_comments", "unused doc comment", new(whole));
        if (kind == OfMacros)
        {
            return (found with { Primary = new(whole, $"rustdoc does not generate documentation for {kind}") })
                .WithHelp("to document an item produced by a macro, the macro must produce the documentation as part of its expansion");
        }

        return found with
        {
            Labels = [new(labelled, $"rustdoc does not generate documentation for {kind}")],
            Children = [new(Severity.Help, first.IsBlock ? "use `/* */` for a plain comment" : "use `//` for a plain comment")],
        };
    }
}
