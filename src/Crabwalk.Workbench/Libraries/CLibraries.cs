using System.Collections.Concurrent;
using Crabwalk.C.Linking;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Layout;

namespace Crabwalk.Workbench.Libraries;

/// <summary>
/// The C library that lies in this assembly, once for each target and for the whole process: what one program has made of its files
/// to be parsed, the next one finds. Most of what compiling a small program takes would else be its library.
/// </summary>
internal static class CLibraries
{
    private static readonly ConcurrentDictionary<Target, CLibrary> Known = [];

    /// <summary>The library for a target.</summary>
    public static CLibrary For(Target target) => Known.GetOrAdd(target, static target => new(LibraryFiles.CFolder, target, new LibraryFiles(new NoFiles())));

    private sealed class NoFiles : ISourceProvider
    {
        public byte[]? Read(string path, out string reason)
        {
            reason = "no such file";
            return null;
        }
    }
}
