using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Building;

namespace Crabwalk.Rust.Thir;

/// <summary>Turns the value of a constant into the pattern that matches it (Rust Reference, constant patterns).</summary>
internal sealed class ConstantPatterns(LiteralPool literals, Span span)
{
    /// <summary>The pattern that matches a value.</summary>
    public Pat Of(ConstValue value, Ty type) => (value, type) switch
    {
        (ConstValue.Slice(_, var bytes, _), Ty.Ref { Referent: Ty.Str text }) => Made(new PatKind.Deref(Made(new PatKind.Constant(new ConstValue.Slice(text, bytes, literals.BytesOf(bytes).Count)), text)), type),
        (ConstValue.Slice(_, var bytes, _), Ty.Ref { Referent: Ty.Slice { Element: var element } referent }) => Made(new PatKind.Deref(OfBytes(bytes, element, referent)), type),
        (ConstValue.StaticAddress(_, var bytes, _), Ty.Ref { Referent: Ty.Array { Element: var element } referent }) when literals.IsLiteral(bytes) =>
            Made(new PatKind.Deref(OfBytes(bytes, element, referent)), type),
        (ConstValue.Scalar, _) => Made(new PatKind.Constant(value), type),
        _ => Made(new PatKind.Constant(value), type),
    };

    private Pat OfBytes(DefId bytes, Ty element, Ty type)
    {
        EquatableArray<byte> values = literals.BytesOf(bytes);
        EquatableArray<Pat> elements = [.. values.Select(b => Made(new PatKind.Constant(new ConstValue.Scalar(element, b)), element))];
        return Made(new PatKind.Slice(elements, null, []), type);
    }

    private Pat Made(PatKind kind, Ty type) => new(kind, type, span);
}
