using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Instances;

/// <summary>Replaces the aliases in concrete types: projections by what impls say, opaque types by what is hidden behind them.</summary>
internal sealed class AliasNormalizer(ITypeContext context)
{
    // Aliases in the answer are looked at again; a type that goes on for ever is cut here and stays as it is.
    private const int DepthLimit = 64;

    private readonly Dictionary<Ty, Ty> _known = [];

    /// <summary>The type without aliases.</summary>
    public Ty Normalize(Ty type) => type.Has(TyFlags.HasAlias) ? Normalize(type, 0) : type;

    private Ty Normalize(Ty type, int depth)
    {
        if (!type.Has(TyFlags.HasAlias) || depth > DepthLimit)
        {
            return type;
        }

        if (!_known.TryGetValue(type, out Ty? normal))
        {
            normal = new Folder(context, this, depth).Fold(type);
            _known[type] = normal;
        }

        return normal;
    }

    private Ty Project(Ty.Alias alias, int depth)
    {
        if (alias.Kind != AliasKind.Projection)
        {
            Ty hidden = alias.Kind == AliasKind.Opaque ? context.HiddenTypeOf(alias.Definition) : context.TypeOf(alias.Definition);
            return Normalize(hidden.Substitute(context.Types, alias.Args).EraseRegions(context.Types), depth + 1);
        }

        IInference inference = context.NewInference(alias.Definition);
        var cause = new ObligationCause(default, alias.Definition, new CauseCode.Misc());
        Ty normal = inference.Normalize(cause, ParamEnv.Empty, alias);
        inference.SelectWherePossible();
        Ty resolved = inference.Resolve(normal);
        return resolved.Has(TyFlags.HasInfer) || ReferenceEquals(resolved, alias) ? alias : Normalize(resolved.EraseRegions(context.Types), depth + 1);
    }

    private sealed class Folder(ITypeContext context, AliasNormalizer owner, int depth) : TyFolder(context.Types)
    {
        protected override bool Skips(GenericArg arg) => !arg.Has(TyFlags.HasAlias);

        protected override Ty FoldTy(Ty type)
        {
            Ty parts = base.FoldTy(type);
            return parts is Ty.Alias alias && !alias.HasEscapingBoundVars ? owner.Project(alias, depth) : parts;
        }

        protected override Const FoldConst(Const constant) => base.FoldConst(constant) switch
        {
            Const.Unevaluated unevaluated when context.Evaluate(unevaluated.Definition, unevaluated.Args) is Mir.Bodies.ConstValue.Scalar value =>
                Interner.Value(value.Type, value.Bits),
            var other => other,
        };
    }
}
