namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>Steering of tokens and of consent.</summary>
internal sealed class TokenSteering(Simulation simulation)
{
    public object Expire(Wishes wishes)
    {
        var refresh = wishes.Flag("refresh");
        wishes.Finish();
        return new { expired = simulation.Tokens.ExpireAll(refresh) };
    }

    /// <summary>The account's owner disconnects the app at the vendor.</summary>
    public object Revoke(Wishes wishes)
    {
        var account = wishes.Text("account") ?? simulation.First.Id;
        wishes.Finish();
        if (simulation.Account(account) is null)
        {
            throw new SteeringFault($"There is no account '{account}'. There are: {string.Join(", ", simulation.Accounts.Select(present => present.Id))}.");
        }

        simulation.Tokens.RevokeAccount(account);
        simulation.Vendor.OnRevoked(simulation.Account(account)!);
        return new { account, revoked = true };
    }

    public object Consent(Wishes wishes)
    {
        simulation.ConsentByItself = wishes.Flag("automatic");
        simulation.Redirects = wishes.Texts("redirects");
        wishes.Finish();
        return new { automatic = simulation.ConsentByItself, redirects = simulation.Redirects };
    }
}
