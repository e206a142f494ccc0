namespace Crabwalk.Cli.Disk;

/// <summary>Error numbers as Linux has them: what a guest's <c>errno</c> is set to.</summary>
internal static class Errno
{
    /// <summary>EPERM</summary>
    public const int NotPermitted = 1;

    /// <summary>ENOENT</summary>
    public const int NoSuchFile = 2;

    /// <summary>EIO</summary>
    public const int InputOutput = 5;

    /// <summary>EBADF</summary>
    public const int BadDescriptor = 9;

    /// <summary>EACCES</summary>
    public const int PermissionDenied = 13;

    /// <summary>EEXIST</summary>
    public const int FileExists = 17;

    /// <summary>EISDIR</summary>
    public const int IsFolder = 21;

    /// <summary>EINVAL</summary>
    public const int InvalidArgument = 22;

    /// <summary>EMFILE</summary>
    public const int TooManyFiles = 24;

    /// <summary>ENOSPC</summary>
    public const int NoSpace = 28;

    /// <summary>ESPIPE</summary>
    public const int IllegalSeek = 29;
}
