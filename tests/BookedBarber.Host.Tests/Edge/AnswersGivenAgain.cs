using System.Net;
using System.Text.Json.Nodes;
using BookedBarber.Host.Edge;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Measures.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Host.Tests.Edge;

/// <summary>What is asked again is answered from memory, and nobody can tell but by the time it takes.</summary>
public sealed class AnswersGivenAgain(ClassApp own) : IClassFixture<ClassApp>, IAsyncLifetime
{
    private Figures _figures = null!;
    private HttpClient _executive = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private long Given => _figures.App.Get<AnswerMemory>().Given;

    public async ValueTask InitializeAsync()
    {
        _figures = await Figures.OpenAsync(own.App);
        _executive = await _figures.App.SignInAsync(Role.Executive, NodeId.Root(_figures.Town.Network));
    }

    public ValueTask DisposeAsync()
    {
        _executive.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_same_question_gets_the_same_answer_with_the_same_headers_and_from_memory()
    {
        foreach (var question in Question.OfEachKind(_figures.Town))
        {
            using var first = await question.SendAsync(_executive);
            var before = Given;
            using var again = await question.SendAsync(_executive);

            Given.ShouldBe(before + 1, question.Path);
            again.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await again.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(await first.Content.ReadAsByteArrayAsync(Ct), question.Path);
            Headers(again).ShouldBe(Headers(first), question.Path);
        }
    }

    [Fact]
    public async Task Answers_from_memory_say_what_answers_made_anew_say()
    {
        await using var fresh = await App.StartAsync(_figures.App.Source);
        using var elsewhere = fresh.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = _executive.DefaultRequestHeaders.Authorization;
        foreach (var question in Question.OfEachKind(_figures.Town))
        {
            await question.RememberAsync(_figures.App, _executive);

            (await question.FiguresAsync(_executive)).ShouldBe(await question.FiguresAsync(elsewhere), question.Path);
        }
    }

    [Fact]
    public async Task Who_has_the_answer_is_told_so_and_who_takes_gzip_gets_it_packed()
    {
        foreach (var question in Question.OfEachKind(_figures.Town))
        {
            await question.RememberAsync(_figures.App, _executive);
            using var plain = await question.SendAsync(_executive);
            var before = Given;

            using var known = await question.SendAsync(_executive, ("If-None-Match", plain.Headers.ETag!.ToString()));
            using var packed = await question.SendAsync(_executive, ("Accept-Encoding", "gzip"));

            Given.ShouldBe(before + 2, question.Path);
            known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            (await known.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
            var isLarge = plain.Content.Headers.ContentLength >= 2048;
            packed.Content.Headers.ContentEncoding.ShouldBe(isLarge ? ["gzip"] : []);
        }
    }

    [Fact]
    public async Task Another_body_at_the_same_address_is_another_question()
    {
        var march = Question.OfEachKind(_figures.Town)[^1];
        await march.RememberAsync(_figures.App, _executive);

        var april = march with { Body = march.Body!.Replace("2025-03-31", "2025-03-30", StringComparison.Ordinal) };

        JsonNode.Parse(await april.BytesAsync(_executive))!["period"]!["to"]!.GetValue<string>().ShouldBe("2025-03-30");
        (await (march with { Body = march.Body[..^1] }).StatusAsync(_executive)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sale_changes_what_is_remembered_as_soon_as_the_figures_have_followed()
    {
        var questions = Question.OfEachKind(_figures.Town).Skip(1).ToList();
        foreach (var question in questions)
        {
            await question.RememberAsync(_figures.App, _executive);
        }

        var before = await Task.WhenAll(questions.Select(question => question.FiguresAsync(_executive)));
        await _figures.WriteAsync("update records.daily_close set net_sales = net_sales + 1000, visits = 20 where network_id = @Network and location_id = @Main and business_day = '2025-03-14'");
        await _figures.SettleAsync();

        for (var i = 0; i < questions.Count; i++)
        {
            var (question, old) = (questions[i], before[i]);
            await Eventually.ShouldAsync(async () => await question.FiguresAsync(_executive) != old);
        }
    }

    [Fact]
    public async Task What_a_finished_run_expects_is_in_the_next_answers()
    {
        var questions = Question.OfEachKind(_figures.Town).Where(question => question.Path.EndsWith("/dashboard", StringComparison.Ordinal) || question.Path.Contains("/snapshot", StringComparison.Ordinal)).ToList();
        foreach (var question in questions)
        {
            await question.RememberAsync(_figures.App, _executive);
            (await FindingsAsync(question)).ShouldBe(0);
        }

        await _figures.WriteAsync(
            """
            insert into predictions.finding (network_id, id, key, kind, node_id, since, found_on, seen_on, strength, title, sentence, action, measure, evidence, run_id)
            values (@Network, gen_random_uuid(), 'step', 'sales_step', @Main, '2025-03-01', '2025-03-31', '2025-03-31', 1, 'Sales rose', 'Sales rose.', 'Look.', 'net_sales', '{}', gen_random_uuid())
            """);
        await using (var session = await _figures.App.Get<IDatabase>().WriteAsync(Scope.OfSystem(_figures.Town.Network), "test", Ct))
        {
            await session.RecordActionAsync(_figures.Town.Network, IOutlook.ToldAction, null, new { }, Ct);
            await session.CommitAsync(Ct);
        }

        questions.Count.ShouldBe(2);
        foreach (var question in questions)
        {
            await Eventually.ShouldAsync(async () => await FindingsAsync(question) == 1);
        }

        async Task<int> FindingsAsync(Question question) => JsonNode.Parse(await question.BytesAsync(_executive))!["outlook"]!["findings"]!.GetValue<int>();
    }

    [Fact]
    public async Task A_unit_that_was_renamed_is_listed_by_its_new_name_at_once()
    {
        var list = Question.OfEachKind(_figures.Town)[0];
        await list.RememberAsync(_figures.App, _executive);
        var editor = _figures.App.Get<BookedBarber.Network.Contracts.INetworkEditor>();

        await editor.UpsertNodesAsync(
            Scope.OfSystem(_figures.Town.Network), [new BookedBarber.Network.Contracts.NewNode(NodeKind.Location, "1", "renamed main", "G", OpenedOn: new DateOnly(2020, 1, 1))], Ct);

        (await list.FiguresAsync(_executive)).ShouldContain("renamed main");
    }

    [Fact]
    public async Task An_export_is_told_in_the_trail_each_time_and_never_remembered()
    {
        var export = new Question("GET", _figures.Path("measures=net_sales&from=2025-03-01&to=2025-03-31&format=csv"));
        var before = Given;

        (await export.BytesAsync(_executive)).ShouldBe(await export.BytesAsync(_executive));

        Given.ShouldBe(before);
    }

    [Fact]
    public async Task A_question_that_was_refused_is_refused_anew_each_time()
    {
        var before = Given;
        var question = new Question("GET", _figures.Path("measures=nonsense&from=2025-03-01&to=2025-03-31"));

        (await question.StatusAsync(_executive)).ShouldBe(HttpStatusCode.BadRequest);
        (await question.StatusAsync(_executive)).ShouldBe(HttpStatusCode.BadRequest);

        Given.ShouldBe(before);
    }

    private static string Headers(HttpResponseMessage answer) => string.Join(
        '\n', answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal));
}
