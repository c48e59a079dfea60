using BookedBarber.Storage.Server;

namespace BookedBarber.Storage.Tests.Server;

/// <summary>Programs that say a version and do nothing else.</summary>
internal static class FakePrograms
{
    public static string Make(DataFolder folder, string name, string version)
    {
        var bin = Path.Combine(Path.GetDirectoryName(folder.Path)!, name);
        Directory.CreateDirectory(bin);
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var file = Path.Combine(bin, program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{program} (PostgreSQL) {version} (Test)'\n");
            File.SetUnixFileMode(file, Modes.PublicFile | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return bin;
    }
}
