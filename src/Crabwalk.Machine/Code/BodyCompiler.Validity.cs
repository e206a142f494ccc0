using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;

namespace Crabwalk.Machine.Code;

/// <summary>Which bit patterns of a scalar are values of a type, and which rule is broken by the others.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Type">The type.</param>
/// <param name="Valid">The patterns.</param>
/// <param name="MaxBits">The largest pattern.</param>
internal sealed record ScalarRule(string Rule, Ty Type, ValidRange Valid, UInt128 MaxBits);

/// <summary>
/// Values of Rust are valid wherever they come from (Rust Reference, behavior considered undefined: producing an invalid value). Safe code
/// cannot make others, so the checks stand only where bytes are taken at somebody's word: at transmutes, at reads through raw pointers
/// and of unions, and where a reference is made of a raw pointer. Truth values are checked by their loads.
/// </summary>
internal sealed partial class BodyCompiler
{
    private void CheckRead(int register, Place place, Ty type)
    {
        if (_body.Language == SourceLanguage.Rust && !place.IsLocal && IsUntrusted(place))
        {
            CheckScalar(register, type);
        }
    }

    private bool IsUntrusted(Place place)
    {
        var at = new PlaceTy(_locals[place.Local].Type);
        foreach (Projection step in place.Path)
        {
            bool isUnion = step is Projection.Field && at.Type is Ty.Adt { Definition.Kind: AdtKind.Union };
            if (isUnion || (step is Projection.Deref && at.Type is Ty.RawPtr))
            {
                return true;
            }

            at = StepOf(at, step);
        }

        return false;
    }

    private void CheckScalar(int register, Ty type)
    {
        if (_body.Language != SourceLanguage.Rust || !TryScalar(type, out Scalar? scalar, out int half) || scalar.IsAlwaysValid || scalar.MayBeUninitialized)
        {
            return;
        }

        string rule = type switch
        {
            Ty.Bool => "InvalidBool",
            Ty.Char => "InvalidChar",
            Ty.Ref => "InvalidReference",
            Ty.Adt { Definition.Kind: AdtKind.Enum } => "InvalidEnum",
            _ => "InvalidValue",
        };
        Emit(Op.CheckScalar, register + half, imm: _tables.Scalars.Add(new ScalarRule(rule, type, scalar.Valid, scalar.Primitive.MaxBits)));
    }

    // The scalar of a type that says what it may not be: of a pair that is the pointer.
    private bool TryScalar(Ty type, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Scalar? scalar, out int half)
    {
        ValueKind kind = KindOf(type);
        half = 0;
        scalar = kind is ValueKind.None or ValueKind.Empty ? null : Layouts.Of(type).Abi switch
        {
            ValueAbi.Scalar(var only) => only,
            ValueAbi.ScalarPair pair => pair.First,
            ValueAbi.Memory or ValueAbi.Uninhabited => null,
        };
        return scalar is not null;
    }

    /// <summary>A reference made of a raw pointer must refer to something from its first moment on.</summary>
    private void CheckReference(int register, Place place)
    {
        if (_body.Language != SourceLanguage.Rust || place.Path.IsEmpty || !IsBehindRawPointer(place))
        {
            return;
        }

        Ty type = TypeOf(place);
        if (Layouts.IsSized(type))
        {
            long size = Layouts.SizeOf(type);
            if (size is > 0 and <= int.MaxValue)
            {
                Emit(Instr.Halves(Op.CheckReference, register, 0, 0, (int)size, (int)Layouts.AlignOf(type)));
            }
        }
        else if (type is Ty.Slice or Ty.Str)
        {
            (int size, int align) = SizeAndAlignOf(type, register + 1);
            Emit(Op.CheckReferenceUnsized, register, size, align);
        }
    }

    private bool IsBehindRawPointer(Place place)
    {
        var at = new PlaceTy(_locals[place.Local].Type);
        bool isRaw = false;
        foreach (Projection step in place.Path)
        {
            isRaw = step is Projection.Deref ? at.Type is Ty.RawPtr : isRaw;
            at = StepOf(at, step);
        }

        return isRaw;
    }
}
