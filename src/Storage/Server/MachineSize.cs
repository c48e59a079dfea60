namespace BookedBarber.Storage.Server;

/// <summary>What the settings are derived from.</summary>
/// <param name="MemoryBytes">Memory of the machine or of the container.</param>
/// <param name="Processors">Processors that we may use.</param>
/// <param name="FreeDiskBytes">Free space where the cluster is.</param>
/// <param name="SharedMemoryBytes">Size of /dev/shm, or null where there is none. Containers often have 64 MB.</param>
internal sealed record MachineSize(long MemoryBytes, int Processors, long FreeDiskBytes, long? SharedMemoryBytes)
{
    private const string SharedMemory = "/dev/shm";

    public static MachineSize OfThisMachine(string home) => new(
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Environment.ProcessorCount,
        new DriveInfo(home).AvailableFreeSpace,
        Directory.Exists(SharedMemory) ? new DriveInfo(SharedMemory).TotalSize : null);
}
