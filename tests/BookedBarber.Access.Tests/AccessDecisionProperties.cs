using BookedBarber.Access.Web;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Access.Tests;

/// <summary>Decisions over random trees and grants, against the sentences of the rule said again in the plainest way.</summary>
public sealed class AccessDecisionProperties
{
    private static readonly Permission[] Permissions = Enum.GetValues<Permission>();

    [Fact]
    public void Every_node_is_answered_as_the_rule_says() => Check(world =>
    {
        foreach (var node in world.Tree.All)
        {
            foreach (var permission in Permissions)
            {
                var decision = Decide(world, permission, node);
                var grants = world.Caller.Grants.Where(grant => grant.Network == node.Network).ToList();
                var covering = grants.Where(grant => node.Ref.Path.Contains(grant.Node)).ToList();
                var visible = node.Kind == NodeKind.Network ? grants.Count > 0 : covering.Count > 0 || grants.Any(grant => world.Tree.Find(grant.Node)!.Ref.Path.Contains(node.Id));
                var permitted = (node.Kind == NodeKind.Network ? grants : covering).Any(grant => Roles.Of(grant.Role).Contains(permission));

                (decision.Problem?.Code ?? "allowed").ShouldBe(permitted ? "allowed" : visible ? "forbidden" : "not_found");
            }
        }
    });

    [Fact]
    public void Nothing_of_a_network_without_a_grant_is_ever_shown() => Check(world =>
    {
        var strange = world.Tree.All.Where(node => !world.Caller.Grants.Any(grant => grant.Network == node.Network));
        foreach (var node in strange)
        {
            Permissions.ShouldAllBe(permission => Decide(world, permission, node).Problem!.Code == "not_found");
        }
    });

    [Fact]
    public void A_node_asked_for_as_another_kind_does_not_exist() => Check(world =>
    {
        foreach (var node in world.Tree.All)
        {
            foreach (var parameter in new[] { "networkId", "regionId", "groupId", "locationId" }.Where(parameter => parameter != ParameterOf(node.Kind)))
            {
                var rule = new AccessRule(AccessRuleKind.Permission, Permission.NetworkRead, parameter);
                AccessDecision.Decide(rule, world.Caller with { IsAdministrator = true }, node.Id.ToString(), world.Tree).Problem!.Code.ShouldBe("not_found");
            }
        }
    });

    [Fact]
    public void The_scope_shows_no_more_than_was_granted_and_no_root_twice() => Check(world =>
    {
        foreach (var root in world.Tree.All.Where(node => node.Kind == NodeKind.Network))
        {
            foreach (var permission in Permissions)
            {
                if (Decide(world, permission, root).Value is not { } scope)
                {
                    continue;
                }

                foreach (var node in world.Tree.NodesOf(root.Network).Where(node => scope.Sees(node.Ref)))
                {
                    world.Caller.Can(permission, node.Ref).ShouldBeTrue();
                    scope.Roots.Count(candidate => node.Ref.Path.Contains(candidate)).ShouldBe(1); // overlapping roots would count figures twice
                }
            }
        }
    });

    [Fact]
    public void A_barber_without_another_role_there_is_kept_to_the_own_chair() => Check(world =>
    {
        foreach (var node in world.Tree.All)
        {
            if (Decide(world, Permission.SalesRead, node).Value is not { } scope)
            {
                continue;
            }

            foreach (var shop in world.Tree.NodesOf(node.Network).Where(shop => node.Kind == NodeKind.Network ? scope.Sees(shop.Ref) : shop.Id == node.Id))
            {
                var others = world.Caller.Grants.Any(grant => grant.Role != Role.Barber && shop.Ref.Path.Contains(grant.Node) && Roles.Of(grant.Role).Contains(Permission.SalesRead));
                var chairs = world.Caller.Grants.Where(grant => grant.Role == Role.Barber && shop.Ref.Path.Contains(grant.Node)).Select(grant => grant.StaffId ?? Reach.NoStaff).ToList();

                // Either all is shown because another role allows it, or the chair is one that was granted right here.
                (scope.StaffId is { } chair ? chairs.Contains(chair) : others).ShouldBeTrue();
            }
        }
    });

    [Fact]
    public void An_administrator_may_do_everything_to_what_exists() => Check(world =>
    {
        var administrator = world with { Caller = world.Caller with { IsAdministrator = true, Grants = [] } };
        administrator.Tree.All.ShouldAllBe(node => Permissions.All(permission => Decide(administrator, permission, node).Succeeded));
        var nothing = new AccessRule(AccessRuleKind.Permission, Permission.NetworkRead, "regionId");
        AccessDecision.Decide(nothing, administrator.Caller, "not an id", administrator.Tree).Problem!.Code.ShouldBe("not_found");
        AccessDecision.Decide(nothing, administrator.Caller, Guid.Empty.ToString(), administrator.Tree).Problem!.Code.ShouldBe("not_found");
    });

    private static Result<Scope?> Decide(World world, Permission permission, Node node) =>
        AccessDecision.Decide(new AccessRule(AccessRuleKind.Permission, permission, ParameterOf(node.Kind)), world.Caller, node.Id.ToString(), world.Tree);

    private static string ParameterOf(NodeKind kind) => kind switch
    {
        NodeKind.Network => "networkId",
        NodeKind.Region => "regionId",
        NodeKind.Group => "groupId",
        _ => "locationId",
    };

    private static void Check(Action<World> property) => Prop.ForAll(Worlds().ToArbitrary(), property).QuickCheckThrowOnFailure();

    private static Gen<World> Worlds() => Gen.Choose(0, int.MaxValue - 1).Select(World.Of);

    /// <summary>Two to three networks and a caller with some grants in them, all from one number.</summary>
    private sealed record World(int Seed, RandomTree Tree, Caller Caller)
    {
        public static World Of(int seed)
        {
#pragma warning disable CA5394 // the same world for the same seed is the point
            var random = new Random(seed);
            var tree = new RandomTree(random);
            var grants = Enumerable.Range(0, random.Next(5)).Select(_ =>
            {
                var node = tree.All[random.Next(tree.All.Count)];
                var role = (Role)random.Next(Enum.GetValues<Role>().Length);
                return new Grant(RandomTree.NewId(random), node.Network, node.Id, role, role == Role.Barber && random.Next(3) > 0 ? RandomTree.NewId(random) : null);
            });
            return new World(seed, tree, new Caller(new PersonId(RandomTree.NewId(random)), "Somebody", CallerKind.Person, IsAdministrator: false, [.. grants]));
#pragma warning restore CA5394
        }

        public override string ToString() => $"seed {Seed}: {string.Join(", ", Caller.Grants.Select(grant => $"{grant.Role} at {Tree.Find(grant.Node)!.Code}"))}";
    }
}
