using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>Finds the text of <c>mod m;</c>: <c>m.rs</c> or <c>m/mod.rs</c> beside the file, or where <c>#[path]</c> points (Reference: Modules).</summary>
internal sealed class ModuleFiles
{
    private readonly RustSession _session;
    private readonly CrateData _crate;
    private readonly Dictionary<Module, Place> _places = [];

    /// <summary>Where a module's text is.</summary>
    /// <param name="File">The file it is in.</param>
    /// <param name="Folder">The folder that the files of its modules are in.</param>
    /// <param name="IsInline">Between braces in that file.</param>
    private readonly record struct Place(string File, string Folder, bool IsInline);

    /// <summary>The files around a crate's root.</summary>
    public ModuleFiles(RustSession session, CrateData crate)
    {
        (_session, _crate) = (session, crate);
        _places.Add(crate.Root, new(crate.Options.RootFile, FolderOf(crate.Options.RootFile), false));
    }

    /// <summary>The items and inner attributes of a module; nothing when its file cannot be read, which is reported.</summary>
    public (EquatableArray<Item> Items, EquatableArray<Attribute> Attributes) Open(Item item, ItemKind.Module module, Module inner, Module outer)
    {
        Place around = _places[outer.Nearest];
        string name = _session.Symbols[item.Name.Name];
        string? path = PathAttribute(item);
        if (module.Items is { } items)
        {
            _places.Add(inner, around with { Folder = Join(around.Folder, path ?? name), IsInline = true });
            return (items, []);
        }

        string? file = path is null ? Choose(item, name, around) : Join(around.IsInline ? around.Folder : FolderOf(around.File), path);
        if (file is null)
        {
            _places.Add(inner, around);
            return ([], []);
        }

        bool ownsFolder = path is not null || file.EndsWith("/mod.rs", StringComparison.Ordinal);
        _places.Add(inner, new(file, ownsFolder ? FolderOf(file) : Join(around.Folder, name), false));
        return Read(item, name, file, inner);
    }

    private (EquatableArray<Item> Items, EquatableArray<Attribute> Attributes) Read(Item item, string name, string file, Module inner)
    {
        for (Module? at = inner.Parent; at is not null; at = at.Parent)
        {
            if (_places.TryGetValue(at, out Place place) && place.File == file && !place.IsInline)
            {
                _session.Sink.Error(ResolveErrors.CircularModules(item.Span, file));
                return ([], []);
            }
        }

        if (_session.Files.Read(file, out string reason) is not { } bytes)
        {
            _session.Sink.Error(ResolveErrors.UnreadableModule(item.Span, name, file, reason));
            return ([], []);
        }

        SourceId source = _session.Sources.Add(SourceText.FromBytes(file, bytes, _crate.IsLibrary ? SourceKind.Library : SourceKind.User));
        _session.Editions.Add(source, _crate.Edition);
        int errors = _session.Sink.ErrorCount;
        Crate tree = RustSyntax.Parse(source, _crate.Parse);
        _session.HasSyntaxErrors |= _session.Sink.ErrorCount > errors;
        return (tree.Items, tree.Attributes);
    }

    private string? Choose(Item item, string name, Place around)
    {
        string flat = Join(around.Folder, name + ".rs");
        string nested = Join(around.Folder, name + "/mod.rs");
        bool hasFlat = _session.Files.Read(flat, out _) is not null;
        bool hasNested = _session.Files.Read(nested, out _) is not null;
        if (hasFlat && hasNested)
        {
            _session.Sink.Error(ResolveErrors.TwoModuleFiles(item.Span, name, flat, nested));
            return null;
        }

        if (!hasFlat && !hasNested)
        {
            _session.Sink.Error(ResolveErrors.NoModuleFile(item.Span, name, flat, nested));
            return null;
        }

        return hasFlat ? flat : nested;
    }

    private string? PathAttribute(Item item)
    {
        foreach (Attribute attribute in item.Attributes)
        {
            if (attribute is Attribute.Normal { Body: { Path.Segments: [var only], Arguments: AttributeArguments.Value { Expression.Kind: ExpressionKind.Literal literal } } } && _session.Symbols[only.Ident.Name] == "path")
            {
                return LiteralText.StringOf(literal.Token, _session.Symbols);
            }
        }

        return null;
    }

    private static string FolderOf(string file)
    {
        int slash = file.LastIndexOf('/');
        return slash < 0 ? "" : file[..slash];
    }

    private static string Join(string folder, string name) => folder.Length == 0 || name.StartsWith('/') ? name : $"{folder}/{name}";
}
