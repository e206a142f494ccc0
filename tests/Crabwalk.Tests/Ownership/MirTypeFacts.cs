using System.Text.RegularExpressions;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Drops;
using Crabwalk.Mir.Types;

namespace Crabwalk.Tests.Ownership;

/// <summary>
/// What a front end knows of types, said in comments of a MIR text: <c>// copy: Point</c> and <c>// clone: String</c> name types and
/// parameters, and a function <c>`&lt;Guard as Drop&gt;::drop`</c> is a destructor.
/// </summary>
internal partial class MirTypeFacts(MirProgram program, string text) : IDropFacts
{
    private readonly HashSet<string> _copy = Names("copy", text);

    public Instance? DestructorOf(Ty.Adt type)
    {
        string path = $"<{type.Definition.Name} as Drop>::drop";
        for (int i = 0; i < program.Definitions.Count; i++)
        {
            if (program.Definitions[new(i)].Path == path)
            {
                return new(new(i), type.Args);
            }
        }

        return null;
    }

    public bool IsCopy(Ty type, DefId within) => type switch
    {
        Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.Never or Ty.RawPtr or Ty.FnDef or Ty.FnPtr => true,
        Ty.Ref reference => reference.Mutability == Mutability.Not,
        Ty.Tuple tuple => tuple.Parts.All(part => IsCopy(part, within)),
        Ty.Array array => IsCopy(array.Element, within),
        Ty.Closure { Args: [.., Ty.Tuple captures] } => IsCopy(captures, within),
        Ty.Adt adt => _copy.Contains(adt.Definition.Name) && adt.Args.All(arg => arg is not Ty inner || IsCopy(inner, within)),
        Ty.Param parameter => _copy.Contains(parameter.Name),
        _ => false,
    };

    /// <summary>The names in the comments <c>// word: a b c</c>.</summary>
    protected static HashSet<string> Names(string word, string text) =>
        [.. Header().Matches(text).Where(m => m.Groups[1].Value == word).SelectMany(m => m.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [GeneratedRegex(@"^// (\w+): (.*)$", RegexOptions.Multiline)]
    private static partial Regex Header();
}
