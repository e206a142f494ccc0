using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Validation;

/// <summary>
/// When a value of one type may stand where another is asked for: always when they are equal but for regions, and in C also when pointers
/// differ only in constness, because C17 6.3.2.3 lets qualifiers come and go by casts that change no bits. What is not known yet, or has
/// been reported, agrees with everything.
/// </summary>
internal sealed class TypeAgreement(TyInterner types, SourceLanguage language)
{
    private readonly ConstnessEraser _eraser = new(types);

    public bool Agree(Ty left, Ty right) =>
        ReferenceEquals(left, right) || IsOpen(left) || IsOpen(right) || ReferenceEquals(Canonical(left), Canonical(right));

    private static bool IsOpen(Ty type) => type.Has(TyFlags.HasAlias | TyFlags.HasError | TyFlags.HasInfer);

    private Ty Canonical(Ty type)
    {
        Ty erased = type.EraseRegions(types);
        return language == SourceLanguage.C ? _eraser.Fold(erased) : erased;
    }

    private sealed class ConstnessEraser(TyInterner interner) : TyFolder(interner)
    {
        protected override bool Skips(GenericArg arg) => arg is Region;

        protected override Ty FoldTy(Ty type) => type is Ty.RawPtr pointer ? Interner.RawPtr(Fold(pointer.Pointee), Mutability.Mut) : base.FoldTy(type);
    }
}
