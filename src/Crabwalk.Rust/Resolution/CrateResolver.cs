using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>
/// Resolves one crate's modules: collects its items, and in rounds decides imports and expands the macro calls whose macro is then
/// known, until neither gives anything new. Function bodies are not looked at.
/// </summary>
internal sealed class CrateResolver
{
    private readonly RustSession _session;
    private readonly CrateData _crate;
    private readonly Configuration _configuration;
    private readonly List<Import> _imports = [];
    private readonly List<Invocation> _calls = [];
    private readonly List<DeriveCall> _derives = [];
    private readonly NameResolver _names;
    private readonly ImportResolver _importer;
    private readonly MacroLookup _macros;
    private DefCollector _collector = null!;

    /// <summary>A resolver for a crate that was just given its definition.</summary>
    public CrateResolver(RustSession session, CrateData crate)
    {
        (_session, _crate) = (session, crate);
        _configuration = new(crate.Options.Target, crate.Options.Cfg, crate.Parse);
        _names = new(session, crate);
        _importer = new(session, crate, _names);
        _macros = new(session, crate, _names);
        crate.Configuration = _configuration;
        crate.Names = _names;
        crate.Macros = _macros;
    }

    /// <summary>Resolves the crate and reports what is wrong with its imports, macros and names.</summary>
    public void Run(Crate tree)
    {
        SetUp(tree);
        MacroScope? macros = null;
        _collector.Collect(tree.Items, new(_crate.Root, _crate.Definition, CallPlace.Items), ref macros);
        List<Import> open;
        do
        {
            TakeCollected();
            ImportResolver.Reset(_imports, _crate.Modules);
            open = _importer.Run(_imports, force: false);
        }
        while (Expand(force: false) || (open.Count + _calls.Count + _derives.Count > 0 && ExpandForced(open)));
        new ImportChecker(_session, _crate).Check(_imports);
        _macros.ReportMissing(_calls, _derives);
        ModuleChecker.Check(_session, _crate, _collector.UnknownCrates);
        AttributeChecker.CheckItems(_session, _crate);
        _session.Expander.CheckRules(_crate);
        _crate.AllImports = _imports;
    }

    private void SetUp(Crate tree)
    {
        _crate.Root = new(ModuleKind.Module, _crate.Definition, null, _crate);
        _crate.Modules.Add(_crate.Root);
        _session.Modules.Add(_crate.Definition, _crate.Root);
        _session.Data.Add(_crate.Definition, new(_crate.Definition, new DefSource.OfCrate(), _crate.Root, null));
        _crate.Attributes = _configuration.Apply(tree.Attributes) ?? [];
        foreach (Attribute attribute in _crate.Attributes)
        {
            if (_configuration.NameOf(attribute) == "feature" && attribute is Attribute.Normal { Body.Arguments: AttributeArguments.Delimited list })
            {
                _crate.Features.UnionWith(MetaItem.ParseList(list.Tokens.Trees, _session.Symbols).Span.ToArray().Select(item => item.Name));
            }
        }

        var files = new ModuleFiles(_session, _crate);
        _collector = new(_session, _crate, _configuration, files);
        _crate.Files = files;
        SetUpPrelude(tree);
    }

    private void SetUpPrelude(Crate tree)
    {
        bool isNoCore = HasAttribute("no_core");
        bool isNoStd = HasAttribute("no_std");
        CrateData? core = isNoCore ? null : _session.FindCrate("core");
        CrateData? std = isNoCore || isNoStd ? null : _session.FindCrate("std");
        _crate.Core = core ?? _session.FindCrate("core") ?? _crate;
        foreach ((string name, DefId id) in _crate.Options.Externs)
        {
            _crate.ExternPrelude[name] = _session.Modules[id].Crate;
        }

        foreach (CrateData? library in (CrateData?[])[core, std])
        {
            if (library is not null)
            {
                _crate.ExternPrelude.TryAdd(library.Options.Name, library);
            }
        }

        if (isNoCore)
        {
            foreach (Item item in tree.Items)
            {
                _crate.IsPreludePending |= item.Kind is ItemKind.Use && item.Attributes.Span.ToArray().Any(attribute => _configuration.NameOf(attribute) == "prelude_import");
            }
        }
        else if ((std ?? core) is { } library)
        {
            _collector.TakeMacros(library);
            _crate.Prelude = FindPrelude(library);
        }
    }

    private bool HasAttribute(string name)
    {
        foreach (Attribute attribute in _crate.Attributes)
        {
            if (_configuration.NameOf(attribute) == name)
            {
                return true;
            }
        }

        return false;
    }

    // `std::prelude::rust_2024`, or the names that all editions share.
    private Module? FindPrelude(CrateData library)
    {
        string edition = _crate.Edition switch
        {
            Edition.Rust2015 => "rust_2015",
            Edition.Rust2018 => "rust_2018",
            Edition.Rust2021 => "rust_2021",
            _ => "rust_2024",
        };
        Module? prelude = Child(library.Root, "prelude");
        return prelude is null ? null : Child(prelude, edition) ?? Child(prelude, "v1");
    }

    private Module? Child(Module module, string name) =>
        module.Find(new(_session.Symbols.Intern(name), Namespace.Type))?.Res is Hir.Res.Def def ? _session.Modules.GetValueOrDefault(def.Id) : null;

    private void TakeCollected()
    {
        _imports.AddRange(_collector.Imports);
        _calls.AddRange(_collector.Invocations);
        _derives.AddRange(_collector.Derives);
        _collector.Imports.Clear();
        _collector.Invocations.Clear();
        _collector.Derives.Clear();
    }

    private bool ExpandForced(List<Import> open)
    {
        _importer.Run(open, force: true);
        return Expand(force: true);
    }

    private bool Expand(bool force)
    {
        int done = _calls.RemoveAll(call => TryExpand(call, force));
        done += _derives.RemoveAll(derive => TryDerive(derive, force));
        return done > 0;
    }

    private bool TryExpand(Invocation call, bool force)
    {
        if (_macros.Find(call.Call.Path, call.Module, call.Scope, force, out _) is not { } macro)
        {
            return false;
        }

        call.Module.PendingMacros--;
        MacroScope? after = call.Scope;
        EquatableArray<Item> items = _session.Expander.ExpandItems(call, macro, _crate);
        _collector.Collect(items, new(call.Module, call.Parent, call.Place, call.Depth + 1), ref after);
        call.Finish(after);
        return true;
    }

    private bool TryDerive(DeriveCall derive, bool force)
    {
        if (_macros.Find(derive.Path, derive.Module, derive.Scope, force, out _) is not { } macro)
        {
            return false;
        }

        MacroScope? scope = derive.Scope;
        EquatableArray<Item> items = _session.Expander.ExpandDerive(derive, macro, _crate);
        _collector.Collect(items, new(derive.Module, derive.Parent, CallPlace.Items), ref scope);
        return true;
    }
}
