using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Types;

namespace Crabwalk.Tests.Machine;

/// <summary>
/// Answers what generic MIR text means by names alone: <c>Show::show</c> with self type <c>i32</c> is the function named
/// <c>&lt;i32 as Show&gt;::show</c>, and a lang item is a function named <c>lang::item</c>.
/// </summary>
internal sealed class TextResolver(MirProgram program) : IInstanceResolver
{
    private readonly Dictionary<string, DefId> _byPath = Paths(program.Definitions);

    public Ty Normalize(Ty type) => type;

    public Body? BodyOf(DefId definition, int? promoted) => null;

    public Binder<FnSig>? SignatureOf(DefId function) => null;

    public bool IsMutableStatic(DefId definition) => false;

    public bool TracksCaller(DefId function) => program.Definitions[function].Path.StartsWith("lang::panic", StringComparison.Ordinal);

    public int? UpcastSlot(Ty.Dynamic from, Ty.Dynamic to)
    {
        int slot = VTableOf(program.Types.Unit, from).ToList().FindIndex(s => s is VTableSlot.SuperTrait super && ReferenceEquals(super.Dynamic, to));
        return slot < 0 ? null : slot;
    }

    public DefId? LangItem(string name) => _byPath.TryGetValue($"lang::{name}", out DefId id) ? id : null;

    public Instance? Resolve(DefId function, EquatableArray<GenericArg> args)
    {
        string path = program.Definitions[function].Path;
        int separator = path.IndexOf("::", StringComparison.Ordinal);
        if (separator < 0 || args.IsEmpty || args[0] is not Ty self)
        {
            return new Instance(function, args);
        }

        string trait = path[..separator];
        string method = path[(separator + 2)..];
        if (self is Ty.Dynamic dynamic && IsPrincipal(trait, dynamic))
        {
            return new Instance(function, args, new Shim.Virtual(MethodsOf(trait).IndexOf(function)));
        }

        return trait switch
        {
            "Fn" or "FnMut" or "FnOnce" => CallOf(function, method, args, self),
            "Clone" when self is Ty.Tuple or Ty.Array or Ty.Closure or Ty.Int => new Instance(function, args, new Shim.CloneParts(self)),
            _ => _byPath.TryGetValue($"<{self} as {trait}>::{method}", out DefId id) ? new Instance(id) : new Instance(function, args),
        };
    }

    public EquatableArray<VTableSlot> VTableOf(Ty type, Ty.Dynamic dynamic)
    {
        string trait = program.Definitions[PrincipalOf(dynamic)].Name;
        return
        [
            .. MethodsOf(trait).Select(method => (VTableSlot)new VTableSlot.Method(SlotOf(method, type))),
            .. SuperTraitsOf(trait).Select(super => (VTableSlot)new VTableSlot.SuperTrait(super)),
        ];
    }

    private Instance SlotOf(DefId method, Ty type)
    {
        bool takesSelf = program.Signatures[method].Value.Inputs[0] is Ty.Param;
        return takesSelf ? new Instance(method, [type], new Shim.VTableByValue(type)) : Resolve(method, [type])!.Value;
    }

    private static Instance CallOf(DefId function, string method, EquatableArray<GenericArg> args, Ty self)
    {
        if (self is Ty.Closure closure)
        {
            return method == "call_once" ? new Instance(function, args, new Shim.ClosureOnce(closure)) : new Instance(closure.Definition, closure.Args);
        }

        return new Instance(function, args, new Shim.FnPointerCall(self, self));
    }

    private List<DefId> MethodsOf(string trait) =>
        [.. _byPath.Where(p => p.Key.StartsWith(trait + "::", StringComparison.Ordinal)).Select(p => p.Value).OrderBy(id => id.Index)];

    // `trait Sub: Super` is told by an alias named `Sub::super::Super`.
    private IEnumerable<Ty.Dynamic> SuperTraitsOf(string trait) =>
        from entry in _byPath
        where entry.Key.StartsWith($"super::{trait}::", StringComparison.Ordinal)
        let super = _byPath[entry.Key[$"super::{trait}::".Length..]]
        select program.Types.Dynamic(new([new ExistentialPredicate.Trait(super, [])], []), program.Types.Erased);

    private bool IsPrincipal(string trait, Ty.Dynamic dynamic) => program.Definitions[PrincipalOf(dynamic)].Name == trait;

    private static DefId PrincipalOf(Ty.Dynamic dynamic) => ((ExistentialPredicate.Trait)dynamic.Predicates.Value[0]).Definition;

    private static Dictionary<string, DefId> Paths(DefTable definitions)
    {
        var paths = new Dictionary<string, DefId>(StringComparer.Ordinal);
        for (int i = 0; i < definitions.Count; i++)
        {
            paths.TryAdd(definitions[new(i)].Path, new(i));
        }

        return paths;
    }
}
