using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Lints.DeadCode;

/// <summary>
/// What a crate's program can come to, beginning with what is called from outside: items, fields that are read, variants that are made.
/// An implementation counts once its trait and its type do.
/// </summary>
internal sealed class LiveDefinitions
{
    private readonly ITypeContext _context;
    private readonly TypeNamesWalk _types;
    private readonly HashSet<DefId> _live = [];
    private readonly Stack<DefId> _open = new();
    private readonly List<DefId> _traitImpls = [];

    private LiveDefinitions(ITypeContext context)
    {
        _context = context;
        _types = new(Use);
    }

    /// <summary>Derived traits whose code reads all fields without saying anything of the program, by type.</summary>
    public Dictionary<DefId, List<string>> IgnoredDerives { get; } = [];

    /// <summary>Finds them.</summary>
    /// <param name="context">What is known of the crate.</param>
    /// <param name="crate">The crate.</param>
    /// <param name="roots">What is called from outside, or kept although nobody uses it.</param>
    public static LiveDefinitions Find(ITypeContext context, DefId crate, IEnumerable<DefId> roots)
    {
        var live = new LiveDefinitions(context);
        live._traitImpls.AddRange(context.Hir.Items(crate).Where(item => context.Definitions[item].Kind == DefKind.Impl && context.TraitRefOf(item) is not null));
        foreach (DefId root in roots)
        {
            live.Mark(root);
        }

        do
        {
            live.Drain();
        }
        while (live.MarkImplementations());
        return live;
    }

    /// <summary>True for what the program can come to.</summary>
    public bool Contains(DefId definition) => _live.Contains(definition);

    /// <summary>Notes a definition that is used.</summary>
    public void Mark(DefId definition)
    {
        Definition data = _context.Definitions[definition];
        if (data.IsLibrary || !_live.Add(definition))
        {
            return;
        }

        switch (data.Kind)
        {
            case DefKind.Constructor or DefKind.Variant:
                Mark(data.Parent!.Value);
                break;
            case DefKind.Field or DefKind.GenericParameter or DefKind.LifetimeParameter or DefKind.ConstParameter or DefKind.Module or DefKind.Unit or DefKind.Closure:
                break;
            default:
                _open.Push(definition);
                break;
        }
    }

    /// <summary>Notes what a path means.</summary>
    public void Use(Hir.Res res)
    {
        switch (res)
        {
            case Hir.Res.Def def:
                Mark(def.Id);
                break;
            case Hir.Res.SelfParam self:
                Mark(self.Trait);
                break;
        }
    }

    private void Drain()
    {
        while (_open.TryPop(out DefId definition))
        {
            if (_context.Definitions[definition].Kind != DefKind.AnonymousConstant)
            {
                VisitHead(_context.Hir.ItemOf(definition));
            }

            if (_context.Hir.BodyOf(definition) is { } body)
            {
                new BodyUses(_context, this, _types, _context.TypeckOf(definition)).Visit(body);
            }
        }
    }

    private void VisitHead(Hir.Item item)
    {
        switch (item.Kind)
        {
            case Hir.ItemKind.Function function:
                _types.Visit(function.Generics);
                _types.Visit(function.Declaration);
                MarkContainer(item.Definition);
                break;
            case Hir.ItemKind.Static data:
                _types.Visit(data.Type);
                break;
            case Hir.ItemKind.Const data:
                _types.Visit(data.Type);
                MarkContainer(item.Definition);
                break;
            case Hir.ItemKind.TypeAlias data:
                _types.Visit(data.Generics);
                _types.Visit(data.Bounds);
                _types.Visit(data.Type);
                break;
            case Hir.ItemKind.Adt data:
                VisitAdt(item, data);
                break;
            case Hir.ItemKind.Trait data:
                _types.Visit(data.Generics);
                _types.Visit(data.Supertraits);
                break;
            case Hir.ItemKind.Impl data:
                _types.Visit(data.Generics);
                _types.Visit(data.Self);
                if (data.OfTrait is { } trait)
                {
                    _types.Visit(trait.Path);
                }

                break;
        }
    }

    private void VisitAdt(Hir.Item item, Hir.ItemKind.Adt data)
    {
        bool isLaidOutForC = ItemAttributes.FindAll(item.Attributes, _context.Symbols, "repr").Any(attribute => ItemAttributes.Arguments(attribute).Any(argument => ItemAttributes.NameOf(argument, _context.Symbols) == "C"));
        _types.Visit(data.Generics);
        foreach (Hir.Variant variant in data.Variants)
        {
            foreach (Hir.Field field in variant.Fields)
            {
                _types.Visit(field.Type);
                if (isLaidOutForC)
                {
                    _live.Add(field.Definition);
                }
            }

            if (variant.Discriminant is { } discriminant)
            {
                Mark(discriminant);
            }
        }
    }

    // A method is called on its type; of a trait, on what implements it.
    private void MarkContainer(DefId definition)
    {
        if (_context.AssociatedItem(definition) is not { Container: var container })
        {
            return;
        }

        if (_context.Definitions[container].Kind == DefKind.Trait)
        {
            Mark(container);
        }
        else if (_context.TraitRefOf(container) is null && _context.TypeOf(container) is Ty.Adt adt)
        {
            Mark(adt.Definition.Id);
        }
    }

    private bool MarkImplementations()
    {
        int before = _live.Count;
        foreach (DefId implementation in _traitImpls)
        {
            TraitRef reference = _context.TraitRefOf(implementation)!;
            if (IsUsed(reference.Trait) && (AdtIn(reference.Self) is not { } self || IsUsed(self)))
            {
                MarkImplementation(implementation, reference);
            }
        }

        return _live.Count > before;
    }

    private void MarkImplementation(DefId implementation, TraitRef reference)
    {
        Hir.Item item = _context.Hir.ItemOf(implementation);
        string trait = _context.Definitions[reference.Trait].Name;
        if (ItemAttributes.Has(item.Attributes, _context.Symbols, "automatically_derived") && trait is "Clone" or "Debug" && AdtIn(reference.Self) is { } adt)
        {
            if (_live.Add(implementation))
            {
                (IgnoredDerives.TryGetValue(adt, out List<string>? known) ? known : IgnoredDerives[adt] = []).Add(trait);
            }

            return;
        }

        Mark(implementation);
        foreach (AssocItem inner in _context.AssociatedItemsOf(implementation))
        {
            if (inner.Kind == AssocKind.Type || inner.TraitItem is not { } declared || IsUsed(declared))
            {
                Mark(inner.Definition);
            }
        }
    }

    private bool IsUsed(DefId definition) => _context.Definitions[definition].IsLibrary || _live.Contains(definition);

    private static DefId? AdtIn(Ty type)
    {
        while (type is Ty.Ref reference)
        {
            type = reference.Referent;
        }

        return type is Ty.Adt adt ? adt.Definition.Id : null;
    }
}
