using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>Adds webhooks and streams of events to a server that has a database.</summary>
internal static class DeliverySetup
{
    /// <summary>Adds them.</summary>
    public static void AddDelivery(
        this IServiceCollection services, WebhookSettings settings, EventSettings events)
    {
        services.AddSingleton(settings);
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<Courier>();
        services.AddSingleton<Webhooks>();
        services.AddHostedService<WebhookWorker>();
        services.AddSingleton(events);
        services.AddSingleton<EventFeed>();
        services.AddHostedService(p => p.GetRequiredService<EventFeed>());
    }
}
