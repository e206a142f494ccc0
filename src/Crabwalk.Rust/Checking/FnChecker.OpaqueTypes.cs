using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <content>The opaque types that this body defines: inside of it they are variables, whose value is the hidden type.</content>
internal sealed partial class FnChecker
{
    private readonly Dictionary<DefId, Ty> _hiddenTypes = [];

    private FnSig RevealOwnOpaques(FnSig signature, Span span) => signature with { Output = new OpaqueRevealer(this, span).Fold(signature.Output) };

    private sealed class OpaqueRevealer(FnChecker checker, Span span) : TyFolder(checker.Types)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type)
        {
            if (type is not Ty.Alias { Kind: AliasKind.Opaque } alias
                || checker.Map.ItemOf(alias.Definition).Kind is not Hir.ItemKind.Opaque opaque || opaque.Owner != checker._owner)
            {
                return base.FoldTy(type);
            }

            if (checker._hiddenTypes.TryGetValue(alias.Definition, out Ty? known))
            {
                return known;
            }

            Ty hidden = checker.FreshTy(span);
            checker._hiddenTypes.Add(alias.Definition, hidden);
            var replacer = new AliasReplacer(Interner, alias, hidden);
            foreach ((Predicate predicate, Span boundSpan) in checker._context.ItemBoundsOf(alias.Definition))
            {
                Predicate wanted = replacer.Fold(predicate.Substitute(Interner, alias.Args));
                checker.Register(checker.Cause(span, new Solving.CauseCode.WhereClause(alias.Definition, boundSpan, null, 0)), this.Fold(wanted));
            }

            return hidden;
        }
    }

    /// <summary>Puts the hidden type where the bounds speak of the alias.</summary>
    private sealed class AliasReplacer(TyInterner interner, Ty alias, Ty hidden) : TyFolder(interner)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type) => ReferenceEquals(type, alias) ? hidden : base.FoldTy(type);
    }
}
