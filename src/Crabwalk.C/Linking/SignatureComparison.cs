using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>Whether two files mean the same by a function's name.</summary>
internal static class SignatureComparison
{
    /// <summary>True when arguments and results travel in the same way; what pointers point to is left out.</summary>
    public static bool AreAlike(FnSig left, FnSig right)
    {
        if (left.Inputs.Count != right.Inputs.Count || left.Variadic != right.Variadic || !AreAlike(left.Output, right.Output))
        {
            return false;
        }

        for (int i = 0; i < left.Inputs.Count; i++)
        {
            if (!AreAlike(left.Inputs[i], right.Inputs[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(Ty left, Ty right) => ReferenceEquals(left, right) || (IsPointer(left) && IsPointer(right));

    private static bool IsPointer(Ty type) => type is Ty.RawPtr or Ty.FnPtr;
}
