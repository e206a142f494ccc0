using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>How definitions are called in messages and by a linker.</summary>
internal static class DefPaths
{
    /// <summary>A name inside of what is called <paramref name="parent"/>.</summary>
    public static string Join(DefKind parentKind, string parent, string name) => parent.Length == 0 ? name : parentKind == DefKind.Impl || !name.StartsWith('<') ? $"{parent}::{name}" : name;

    /// <summary>An impl: <c>Circle</c>, or <c>&lt;Circle as Shape&gt;</c>.</summary>
    public static string OfImpl(ItemKind.Impl impl, SourceMap sources)
    {
        string self = Head(impl.Self, sources);
        return impl.TraitRef is { } trait ? $"<{self} as {sources.TextOf(trait.Path.Span)}>" : self;
    }

    private static string Head(Syntax.Type type, SourceMap sources) => type.Kind switch
    {
        TypeKind.Path { Self: null, Name.Segments: [.., { } last] } => sources.TextOf(last.Ident.Span),
        _ => $"<{sources.TextOf(type.Span)}>",
    };
}
