using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Data;

/// <summary>What filling an account needs again and again.</summary>
internal static class Filling
{
    /// <summary>A moment of the last so many days, within opening hours, and never in the future.</summary>
    public static DateTimeOffset Past(this Account account, int days = 60)
    {
        var at = new DateTimeOffset(account.Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-account.Dice.Below(days)).AddHours(13).AddMinutes(account.Dice.Below(600));
        return at < account.Now ? at : at.AddDays(-1);
    }

    /// <summary>The moment an object is made at: some time ago while the account is filled, now afterwards.</summary>
    public static DateTimeOffset Moment(this Account account, int days = 60) => account.Filling ? account.Past(days) : account.Now;

    /// <summary>When something followed that object: some time after it while the account is filled (never in the future), now afterwards.</summary>
    public static DateTimeOffset After(this Account account, StoredObject item, TimeSpan span) => account.Filling && item.Created + span < account.Now ? item.Created + span : account.Now;

    public static void Times(int times, Action act)
    {
        for (var done = 0; done < times; done++)
        {
            act();
        }
    }
}
