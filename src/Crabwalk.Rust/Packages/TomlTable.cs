using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Packages;

/// <summary>A table of a manifest: values by key, in the order written. A value is a text, a number, a truth value, a list or a table.</summary>
internal sealed class TomlTable() : Dictionary<string, object>(StringComparer.Ordinal)
{
    /// <summary>Where each key stands.</summary>
    public Dictionary<string, Span> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>The table of a key; null when there is none.</summary>
    public TomlTable? Table(string key) => this.GetValueOrDefault(key) as TomlTable;

    /// <summary>The text of a key; null when there is none.</summary>
    public string? Text(string key) => this.GetValueOrDefault(key) as string;

    /// <summary>The truth value of a key, or what holds without it.</summary>
    public bool Truth(string key, bool otherwise) => this.GetValueOrDefault(key) is bool value ? value : otherwise;

    /// <summary>The tables of an array of tables: <c>[[bin]]</c>.</summary>
    public IEnumerable<TomlTable> Tables(string key) => (this.GetValueOrDefault(key) as List<object> ?? []).OfType<TomlTable>();

    /// <summary>The texts of an array.</summary>
    public IEnumerable<string> Texts(string key) => (this.GetValueOrDefault(key) as List<object> ?? []).OfType<string>();
}
