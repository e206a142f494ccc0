using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Tests.Ownership;

/// <summary>
/// Answers the ownership checker's questions for a MIR text whose Rust source lies beside it: traits come from comments in the MIR,
/// spans of types and patterns from a look at the source.
/// </summary>
internal sealed class MirOwnershipContext : MirTypeFacts, IOwnershipContext
{
    private readonly MirProgram _program;
    private readonly HashSet<string> _clone;
    private readonly HashSet<string> _methods;
    private readonly Dictionary<string, string> _bounds = new(StringComparer.Ordinal);
    private readonly RustText _rust;

    public MirOwnershipContext(MirProgram program, string mir, RustText rust)
        : base(program, mir)
    {
        _program = program;
        _clone = Names("clone", mir);
        _methods = Names("methods", mir);
        _rust = rust;
        foreach (string bound in Names("outlives", mir))
        {
            string[] parts = bound.Split('=');
            _bounds[parts[0]] = parts[1];
        }
    }

    public ISourceFacts Source => _rust;

    public Body? BodyOf(DefId definition) => _program.Bodies.GetValueOrDefault(definition);

    public Binder<FnSig>? SignatureOf(DefId definition) => _program.Signatures.GetValueOrDefault(definition);

    public IReadOnlyList<GenericParameter> GenericsOf(DefId definition)
    {
        var found = new SortedDictionary<int, GenericParameter>();
        if (_program.Signatures.TryGetValue(definition, out Binder<FnSig>? signature))
        {
            foreach (GenericArg arg in signature.Value.Inputs.Append(signature.Value.Output).SelectMany(Parts))
            {
                _ = arg switch
                {
                    Ty.Param parameter => found.TryAdd(parameter.Index, new(parameter.Name, GenericParameterKind.Type)),
                    Region.EarlyParam parameter => found.TryAdd(parameter.Index, new(parameter.Name, GenericParameterKind.Lifetime)),
                    _ => false,
                };
            }
        }

        return [.. Enumerable.Range(0, found.Count == 0 ? 0 : found.Keys.Max() + 1).Select(i => found.GetValueOrDefault(i) ?? new("_", GenericParameterKind.Const))];
    }

    // `// outlives: longest='b:'a`
    public IReadOnlyList<Outlives> OutlivesOf(DefId definition)
    {
        string name = _program.Definitions[definition].Name;
        if (!_bounds.TryGetValue(name, out string? text))
        {
            return [];
        }

        var generics = GenericsOf(definition).ToList();
        return [.. text.Split(';').Select(bound => bound.Split(':')).Select(pair => new Outlives(Arg(pair[0]), (Region)Arg(pair[1])))];

        GenericArg Arg(string word)
        {
            int index = Math.Max(0, generics.FindIndex(generic => generic.Name == word));
            return word == "'static" ? _program.Types.Static
                : word.StartsWith('\'') ? _program.Types.EarlyParam(index, word)
                : _program.Types.Param(index, word);
        }
    }

    public BoundConditions ConditionsOf(DefId definition, EquatableArray<GenericArg> args, DefId within) => BoundConditions.None;

    public Ty Normalize(Ty type, DefId within) => type;

    public bool IsClone(Ty type, DefId within) => IsCopy(type, within) || type switch
    {
        Ty.Adt adt => _clone.Contains(adt.Definition.Name) && adt.Args.All(arg => arg is not Ty inner || IsClone(inner, within)),
        Ty.Tuple tuple => tuple.Parts.All(part => IsClone(part, within)),
        Ty.Array array => IsClone(array.Element, within),
        Ty.Slice slice => IsClone(slice.Element, within),
        Ty.Str => true,
        _ => false,
    };

    public bool MayDangle(Ty.Adt type, int parameter) => type.Definition.Name is "Vec" or "Rc" or "HashMap" or "IntoIter";

    public ClosureFacts? ClosureOf(DefId definition) => _program.Definitions[definition].Kind == DefKind.Closure && _program.Bodies.TryGetValue(definition, out Body? body)
        ? _rust.ClosureOf(body, _program)
        : null;

    public FunctionFacts FunctionOf(DefId definition)
    {
        string name = _program.Definitions[definition].Name;
        return new(HasSelf: _methods.Contains(name) || _rust.IsMethod(name), SelfParameter: _rust.SelfOf(name));
    }

    public EquatableArray<Region>? CapturedBy(Ty.Alias opaque, DefId within) => null;

    private static IEnumerable<GenericArg> Parts(Ty type)
    {
        yield return type;
        IEnumerable<GenericArg> inside = type switch
        {
            Ty.Adt adt => adt.Args,
            Ty.Ref reference => [reference.Region, reference.Referent],
            Ty.RawPtr pointer => [pointer.Pointee],
            Ty.Tuple tuple => tuple.Parts,
            Ty.Array array => [array.Element],
            Ty.Slice slice => [slice.Element],
            Ty.Dynamic dynamic => [dynamic.Region],
            _ => [],
        };
        foreach (GenericArg arg in inside)
        {
            if (arg is Ty inner)
            {
                foreach (GenericArg part in Parts(inner))
                {
                    yield return part;
                }
            }
            else
            {
                yield return arg;
            }
        }
    }
}
