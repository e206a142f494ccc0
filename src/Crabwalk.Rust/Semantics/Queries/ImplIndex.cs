using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>All impls of all crates, by trait and by the outermost form of the type they are for.</summary>
internal sealed class ImplIndex(TypeContext context)
{
    private readonly Dictionary<DefId, Bucket> _byTrait = [];
    private readonly List<DefId> _inherent = [];
    private readonly Dictionary<SimplifiedType, List<DefId>> _inherentByType = [];
    private int _sortedInherent;
    private int _crates;

    /// <summary>The impls of a trait.</summary>
    public IReadOnlyList<DefId> Of(DefId trait)
    {
        Collect();
        return _byTrait.TryGetValue(trait, out Bucket? bucket) ? bucket.All : [];
    }

    /// <summary>The impls of a trait that may be for a type.</summary>
    public IEnumerable<DefId> For(DefId trait, Ty self)
    {
        Collect();
        if (!_byTrait.TryGetValue(trait, out Bucket? bucket))
        {
            return [];
        }

        bucket.Sort(context);
        return self switch
        {
            Ty.Infer { Kind: InferKind.Integer } => bucket.WithForm(SimplifiedForm.Int),
            Ty.Infer { Kind: InferKind.Float } => bucket.WithForm(SimplifiedForm.Float),
            Ty.Param or Ty.Placeholder => bucket.Blanket,
            Ty.Alias { Kind: not AliasKind.Free } or Ty.Infer => bucket.All,
            _ => SimplifiedType.Of(self) is { } form ? bucket.WithType(form) : bucket.All,
        };
    }

    /// <summary>The inherent impls that may be for a type.</summary>
    public IReadOnlyList<DefId> InherentFor(Ty self)
    {
        Collect();
        for (; _sortedInherent < _inherent.Count; _sortedInherent++)
        {
            DefId implementation = _inherent[_sortedInherent];
            if (SimplifiedType.Of(context.TypeOf(implementation)) is { } form)
            {
                Add(_inherentByType, form, implementation);
            }
        }

        return SimplifiedType.Of(self) is { } key && _inherentByType.TryGetValue(key, out List<DefId>? found) ? found : [];
    }

    // Crates are loaded one after the other; questions about the first may be asked before the next is there.
    private void Collect()
    {
        IReadOnlyList<DefId> crates = context.Hir.Crates;
        while (_crates < crates.Count)
        {
            foreach (DefId item in context.Hir.Items(crates[_crates++]).ToArray())
            {
                if (context.Definitions[item].Kind == DefKind.Impl)
                {
                    Add(item, context.Hir.HeadOfImpl(item));
                }
            }
        }
    }

    private void Add(DefId implementation, Hir.ImplHead head)
    {
        if (head.IsInherent)
        {
            _inherent.Add(implementation);
        }
        else if (head.Trait is { } trait)
        {
            if (!_byTrait.TryGetValue(trait, out Bucket? bucket))
            {
                _byTrait.Add(trait, bucket = new());
            }

            bucket.All.Add(implementation);
        }
    }

    private static void Add(Dictionary<SimplifiedType, List<DefId>> index, SimplifiedType form, DefId implementation)
    {
        if (!index.TryGetValue(form, out List<DefId>? list))
        {
            index.Add(form, list = []);
        }

        list.Add(implementation);
    }

    /// <summary>The impls of one trait; sorted by type when somebody asks for a type.</summary>
    private sealed class Bucket
    {
        private readonly Dictionary<SimplifiedType, List<DefId>> _byType = [];
        private int _sorted;

        public List<DefId> All { get; } = [];

        public List<DefId> Blanket { get; } = [];

        public void Sort(TypeContext context)
        {
            for (; _sorted < All.Count; _sorted++)
            {
                DefId implementation = All[_sorted];
                if (SimplifiedType.Of(context.TypeOf(implementation)) is { } form)
                {
                    Add(_byType, form, implementation);
                }
                else
                {
                    Blanket.Add(implementation);
                }
            }
        }

        public IEnumerable<DefId> WithType(SimplifiedType form)
        {
            if (_byType.TryGetValue(form, out List<DefId>? found))
            {
                foreach (DefId implementation in found)
                {
                    yield return implementation;
                }
            }

            foreach (DefId implementation in Blanket)
            {
                yield return implementation;
            }
        }

        public IEnumerable<DefId> WithForm(SimplifiedForm form)
        {
            foreach ((SimplifiedType type, List<DefId> found) in _byType)
            {
                if (type.Form == form)
                {
                    foreach (DefId implementation in found)
                    {
                        yield return implementation;
                    }
                }
            }

            foreach (DefId implementation in Blanket)
            {
                yield return implementation;
            }
        }
    }
}
