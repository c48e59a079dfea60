namespace BookedBarber.Operations.Demo;

/// <summary>All that happened in a shop, and what is arranged, as told up to a day. Telling on to a later day adds and never changes what was told.</summary>
internal sealed record ShopHistory(ShopPlan Shop, IReadOnlyList<Barber> Barbers, IReadOnlyList<Client> Clients, IReadOnlyList<Visit> Visits, Roster Roster, ShopClock Clock, DateOnly ToldUntil);
