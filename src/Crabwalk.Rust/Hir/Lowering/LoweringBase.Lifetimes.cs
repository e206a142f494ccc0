using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Hir.Lowering;

/// <content>Lifetimes, named and left out.</content>
internal abstract partial class LoweringBase
{
    /// <summary>The rule for lifetimes that are left out.</summary>
    protected Elision Elision { get; set; } = Elision.InBodies;

    /// <summary>Walks under another rule and comes back.</summary>
    protected T Under<T>(Elision elision, Func<T> lower)
    {
        Elision outer = Elision;
        Elision = elision;
        T result = lower();
        Elision = outer;
        return result;
    }

    /// <summary>A lifetime as written.</summary>
    protected Lifetime LowerLifetime(Syntax.Lifetime lifetime)
    {
        Ident ident = lifetime.Ident;
        if (ident.Name == Session.Names.UnderscoreLifetime)
        {
            return Elided(ident.Span);
        }

        LifetimeRes res = ident.Name == Session.Names.StaticLifetime ? new LifetimeRes.Static() : FindLifetime(ident);
        Elision.Met.Add(res);
        return new(NewId(), ident, res);
    }

    /// <summary>A lifetime that is left out, or written <c>'_</c>.</summary>
    protected Lifetime Elided(Span span, bool isReference = false)
    {
        var ident = new Ident(Session.Names.UnderscoreLifetime, span);
        LifetimeRes res = Elision.Kind switch
        {
            ElisionKind.Infer => new LifetimeRes.Infer(),
            ElisionKind.Known => Elision.Target!,
            ElisionKind.Fresh => FreshLifetime(span),
            _ => MissingLifetime(span, isReference),
        };
        Elision.Met.Add(res);
        return new(NewId(), ident, res);
    }

    private LifetimeRes.Param FreshLifetime(Span span)
    {
        DefId definition = Define(DefKind.LifetimeParameter, Session.Names.UnderscoreLifetime, span);
        Elision.Created.Add(new GenericParam.OfLifetime(NewId(), definition, new(Session.Names.UnderscoreLifetime, span), true, span));
        return new(definition);
    }

    private LifetimeRes.Error MissingLifetime(Span span, bool isReference)
    {
        if (Elision.Reason is { } reason)
        {
            Sink.Error(ResolveMessages.MissingLifetime(span, reason, isReference));
        }

        return new();
    }

    private LifetimeRes FindLifetime(Ident ident)
    {
        bool hasLeftItem = false;
        for (Scope? at = Scope; at is not null; at = at.Parent)
        {
            if (at is Scope.Parameters parameters && parameters.Names.TryGetValue(ident.Name, out GenericName found))
            {
                return new LifetimeRes.Param(found.Definition);
            }
        }

        Scope? outer = Session.Data.GetValueOrDefault(Owner)?.Outer;
        for (Scope? at = outer; at is not null; at = at.Parent)
        {
            hasLeftItem |= at is Scope.Parameters parameters && parameters.Names.ContainsKey(ident.Name);
        }

        Sink.Error(hasLeftItem ? ResolveMessages.OuterLifetime(ident) : Messages.UndeclaredLifetime(ident, GenericsPlace()));
        return new LifetimeRes.Error();
    }

    /// <summary>Where a lifetime parameter could be added for the item that is lowered: a place, and whether parameters stand there already.</summary>
    protected (Span Span, bool HasGenerics)? GenericsPlace()
    {
        for (DefId? at = Owner; at is { } definition; at = Definitions[definition].Parent)
        {
            if (Session.Data.GetValueOrDefault(definition)?.Item is not { } item)
            {
                continue;
            }

            Syntax.Generics? generics = ItemGenerics.Of(item);
            if (generics is null)
            {
                return null;
            }

            bool hasAny = !generics.Parameters.IsEmpty;
            Span place = hasAny ? generics.Parameters[0].Name.Span.AtStart : item.Name.Name.IsEmpty ? generics.Span.AtStart : item.Name.Span.AtEnd;
            return (place, hasAny);
        }

        return null;
    }
}
