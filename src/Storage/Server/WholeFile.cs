namespace BookedBarber.Storage.Server;

/// <summary>Small notes that later starts rely on: there whole or not at all, whatever is killed and whoever else writes the same one.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        var draft = $"{path}.{HomeFinder.RandomName()}";
        File.WriteAllText(draft, text);
        File.Move(draft, path, overwrite: true);
    }
}
