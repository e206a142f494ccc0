using System.Text;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust;
using Crabwalk.Rust.Hir;
using Crabwalk.Rust.Lexing;
using Crabwalk.Rust.Lints;
using Crabwalk.Rust.Lints.Levels;

namespace Crabwalk.Tests.Rust.Names;

/// <summary>A crate taken as far as HIR, with all its bodies. It has no library: what it needs of one, it brings itself.</summary>
internal sealed class NamesCrate
{
    /// <summary>The language items that short forms become, so that a test need not write them.</summary>
    public const string Core = """
        #![no_core]
        #![feature(no_core, lang_items)]
        #![allow(unused)]
        pub mod option { pub enum Option<T> { #[lang = "None"] None, #[lang = "Some"] Some(T) } }
        pub mod iter {
            use crate::option::Option;
            pub trait Iterator { type Item; #[lang = "next"] fn next(&mut self) -> Option<Self::Item>; }
            pub trait IntoIterator { type Item; type IntoIter: Iterator<Item = Self::Item>; #[lang = "into_iter"] fn into_iter(self) -> Self::IntoIter; }
        }
        pub mod ops { #[lang = "Range"] pub struct Range<T> { pub start: T, pub end: T } }
        pub mod clone { pub trait Clone { fn clone(&self) -> Self; } }
        pub mod cmp { pub trait PartialEq { fn eq(&self, other: &Self) -> bool; } }
        pub mod marker { pub trait Copy {} pub trait StructuralPartialEq {} }
        pub mod default { pub trait Default { fn default() -> Self; } }

        """;

    private readonly RustSession _session;
    private readonly DefId? _crate;

    /// <summary>Reads a crate whose files are given by path; <c>main.rs</c> is its root.</summary>
    public NamesCrate(IReadOnlyDictionary<string, string> files, Edition edition = Edition.Rust2024, bool isProgram = false)
    {
        _session = new(Sources, new SymbolTable(), new DefTable(), new TyInterner(), Sink, new Texts(files));
        _crate = _session.LoadCrate(new("main", "main.rs") { Edition = edition, IsProgram = isProgram });
        if (_crate is { } crate)
        {
            CrateLints.ReportEarly(_session, crate, new LintReporter(Sources, Sink.Add));
        }
    }

    /// <summary>Reads a crate of one file.</summary>
    public NamesCrate(string text, Edition edition = Edition.Rust2024, bool isProgram = false)
        : this(new Dictionary<string, string> { ["main.rs"] = text }, edition, isProgram)
    {
    }

    /// <summary>The texts.</summary>
    public SourceMap Sources { get; } = new();

    /// <summary>The messages.</summary>
    public DiagnosticSink Sink { get; } = new();

    /// <summary>The codes of all errors.</summary>
    public IReadOnlyList<string> Codes => [.. Sink.Found.Where(found => found.IsError).Select(found => found.Code)];

    /// <summary>The words of all messages.</summary>
    public IReadOnlyList<string> Messages => [.. Sink.Found.Select(found => found.Message)];

    /// <summary>The HIR of the item with a name; of several, the one after <paramref name="skip"/> others.</summary>
    public string Hir(string name, int skip = 0)
    {
        DefId item = _session.Hir.Items(_crate!.Value).Where(id => _session.Definitions[id].Name == name).ElementAt(skip);
        return HirPrinter.PrintItem(_session.Hir, item, _session.Definitions, _session.Symbols);
    }

    private sealed class Texts(IReadOnlyDictionary<string, string> files) : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = files.ContainsKey(path) ? "" : "no such file";
            return files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null;
        }
    }
}
