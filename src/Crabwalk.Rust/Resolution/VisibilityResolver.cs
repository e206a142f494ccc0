using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>From <c>pub</c>, <c>pub(crate)</c>, <c>pub(in a::b)</c> to the module in which a name may be used.</summary>
internal static class VisibilityResolver
{
    /// <summary>The module; null for everywhere. What is wrong is reported and taken as private.</summary>
    public static Module? Resolve(Visibility visibility, Module at, RustSession session)
    {
        Module here = at.Nearest;
        if (visibility.Kind == VisibilityKind.Public)
        {
            return null;
        }

        // Private names of a block's items are seen in that block's module.
        if (visibility.Kind == VisibilityKind.Inherited || visibility.Path is not { Segments.IsEmpty: false } path)
        {
            return here;
        }

        return Walk(path, here, session) ?? here;
    }

    private static Module? Walk(Path path, Module here, RustSession session)
    {
        WellKnownNames names = session.Names;
        Symbol first = path.Segments[0].Ident.Name;
        Module? module = first == names.SelfValue || first == names.Super ? here
            : first == names.DollarCrate ? session.Hygiene.CrateOf(path.Segments[0].Ident.Context)?.Root ?? here.Crate.Root
            : here.Crate.Root;
        int next = first == names.Crate || first == names.SelfValue || first == names.DollarCrate ? 1 : 0;
        for (; next < path.Segments.Count; next++)
        {
            Ident name = path.Segments[next].Ident;
            module = name.Name == names.Super ? module.Parent?.Nearest : Child(module, name.Name, session);
            if (module is null)
            {
                session.Sink.Error(name.Name == names.Super ? ResolveErrors.TooManySupers(name.Span) : ResolveErrors.UnresolvedVisibility(name, session.Symbols));
                return null;
            }
        }

        if (!here.IsInside(module))
        {
            session.Sink.Error(ResolveErrors.VisibilityIsNoAncestor(path.Span));
            return null;
        }

        return module;
    }

    private static Module? Child(Module module, Symbol name, RustSession session) =>
        module.Find(new(name, Namespace.Type))?.Res is Hir.Res.Def def ? session.Modules.GetValueOrDefault(def.Id) : null;
}
