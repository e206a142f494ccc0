namespace Crabwalk.Tests.Fixtures;

/// <summary>A fresh folder that goes away with the test.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public Scratch() => Folder = Directory.CreateTempSubdirectory("crabwalk-").FullName;

    /// <summary>Its path.</summary>
    public string Folder { get; }

    /// <summary>A path inside it.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
