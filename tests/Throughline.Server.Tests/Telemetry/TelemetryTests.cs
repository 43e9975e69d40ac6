using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Server.Tests.Access;
using Throughline.Server.Tests.Storage;
using Throughline.Server.Tests.Transit;

namespace Throughline.Server.Tests.Telemetry;

/// <summary>What the service says of itself to whoever watches it.</summary>
public sealed class TelemetryTests(Postgres postgres)
{
    [Fact]
    public async Task Messages_decisions_and_the_lane_are_measured()
    {
        await using var guests = await Guests.StartAsync(postgres);
        var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == TransitMeter.Name)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => Add(i, value));
        listener.SetMeasurementEventCallback<int>((i, value, _, _) => Add(i, value));
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => seen[i.Name] = value);
        listener.Start();
        using var lodged = await guests.PostAsync(
            trader, Bodies.Write(guests.Declare(Parties.Trader, "LRN1", "M1")));
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        listener.RecordObservableInstruments();
        // Other tests may run beside this one: at least what this one did is there.
        Assert.True(seen["throughline.messages.received"] >= 1);
        Assert.True(seen["throughline.decisions"] >= 1);
        Assert.True(seen["throughline.decision.duration"] > 0);
        Assert.True(seen["throughline.lane.wait"] > 0);
        Assert.True(seen["throughline.lane.batch"] >= 2);
        Assert.Contains("throughline.outbox.age", seen.Keys);
        Assert.Contains("throughline.timers.late", seen.Keys);

        void Add(Instrument instrument, double value) =>
            seen.AddOrUpdate(instrument.Name, value, (_, before) => before + value);
    }

    [Fact]
    public async Task What_waits_is_told_with_its_age()
    {
        await using var at = await Installation.MakeAsync(Kind.Sqlite, postgres);
        await at.SendAsync(at.Declare("LRN1", r => r with { IsSimplified = true }));
        at.Time.Advance(TimeSpan.FromHours(3));
        using var meter = new TransitMeter();
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == TransitMeter.Name)
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((i, value, _, _) =>
            seen.AddOrUpdate(i.Name, value, (_, v) => Math.Max(v, value)));
        listener.Start();
        using var watch = new QueueWatch(at.Database, meter, at.Time);
        await watch.LookAsync(CancellationToken.None);
        listener.RecordObservableInstruments();
        Assert.True(seen["throughline.timers.late"] >= 1);
        Assert.True(seen["throughline.timers.lateness"] >= 3_600);
    }

    [Fact]
    public async Task Metrics_and_traces_go_to_the_collector_that_is_named()
    {
        var came = new ConcurrentDictionary<string, int>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", ThroughlineServer.Loopback(0));
        await using var collector = builder.Build();
        var both = new TaskCompletionSource();
        collector.MapPost("/v1/{what}", async (HttpContext context, string what) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            came[what] = (int)body.Length;
            if (came.Count == 2)
                both.TrySetResult();
            return Results.Ok();
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        await using (var guests = await Guests.StartAsync(postgres, change: o => o with
        {
            Telemetry = new TelemetryOptions { Otlp = new Uri(collector.Urls.First()), IsOtlpOverHttp = true },
        }))
        {
            var trader = await guests.EnterPartyAsync(await guests.EnterFirstAsync(), Parties.Trader);
            using var lodged = await guests.PostAsync(
                trader, Bodies.Write(guests.Declare(Parties.Trader, "LRN1", "M1")));
            Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        }

        // What was measured last is sent at the stop.
        await both.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.All(came.Values, bytes => Assert.True(bytes > 100));
    }
}
