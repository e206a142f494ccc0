using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Queries;

namespace Crabwalk.Rust.Solving;

/// <summary>A quick look whether two types can be made equal at all, before variables are made for trying.</summary>
internal static class DeepReject
{
    private const int MaxDepth = 4;

    /// <summary>False when the forms differ somewhere; <paramref name="pattern"/> is in terms of parameters that may be anything.</summary>
    public static bool MayUnify(Inference inference, GenericArg goal, GenericArg pattern, int depth)
    {
        if (depth > MaxDepth || ReferenceEquals(goal, pattern))
        {
            return true;
        }

        return (goal, pattern) switch
        {
            (Ty left, Ty right) => MayUnifyTypes(inference, inference.Shallow(left), right, depth),
            (Const.Value left, Const.Value right) => left.Bits == right.Bits,
            _ => true,
        };
    }

    private static bool MayUnifyTypes(Inference inference, Ty goal, Ty pattern, int depth)
    {
        if (goal is Ty.Infer { Kind: InferKind.Integer })
        {
            return pattern is Ty.Int or Ty.Param or Ty.Alias or Ty.Infer or Ty.Error;
        }

        if (goal is Ty.Infer { Kind: InferKind.Float })
        {
            return pattern is Ty.Float or Ty.Param or Ty.Alias or Ty.Infer or Ty.Error;
        }

        if (pattern is Ty.Param or Ty.Alias or Ty.Infer or Ty.Error or Ty.Placeholder || goal is Ty.Alias or Ty.Infer or Ty.Error)
        {
            return true;
        }

        if (SimplifiedType.Of(goal) != SimplifiedType.Of(pattern))
        {
            return false;
        }

        return (goal, pattern) switch
        {
            (Ty.Adt left, Ty.Adt right) => MayUnifyAll(inference, left.Args, right.Args, depth),
            (Ty.Ref left, Ty.Ref right) => MayUnify(inference, left.Referent, right.Referent, depth + 1),
            (Ty.RawPtr left, Ty.RawPtr right) => MayUnify(inference, left.Pointee, right.Pointee, depth + 1),
            (Ty.Slice left, Ty.Slice right) => MayUnify(inference, left.Element, right.Element, depth + 1),
            (Ty.Array left, Ty.Array right) => MayUnify(inference, left.Element, right.Element, depth + 1) && MayUnify(inference, left.Length, right.Length, depth + 1),
            (Ty.Tuple left, Ty.Tuple right) => MayUnifyParts(inference, left, right, depth),
            _ => true,
        };
    }

    private static bool MayUnifyAll(Inference inference, Foundation.Collections.EquatableArray<GenericArg> goal, Foundation.Collections.EquatableArray<GenericArg> pattern, int depth)
    {
        for (int i = 0; i < goal.Count && i < pattern.Count; i++)
        {
            if (!MayUnify(inference, goal[i], pattern[i], depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayUnifyParts(Inference inference, Ty.Tuple goal, Ty.Tuple pattern, int depth)
    {
        for (int i = 0; i < goal.Parts.Count && i < pattern.Parts.Count; i++)
        {
            if (!MayUnify(inference, goal.Parts[i], pattern.Parts[i], depth + 1))
            {
                return false;
            }
        }

        return true;
    }
}
