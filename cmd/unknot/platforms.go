package main

import (
	"context"
	"log/slog"

	"unknot/adapters/discord"
	"unknot/adapters/telegram"
	"unknot/bot"
	"unknot/bot/words"
	"unknot/scheduler"
)

// platform is a chat platform that serve can run. What is not set up is left
// out.
type platform struct {
	name  string
	setUp func(config) bool
	open  func(config, *slog.Logger) (bot.Adapter, error)
	polls bool // only one process at a time may ask it for what is new
	// pushed reports that it delivers by itself, to any process; nil: never.
	pushed func(config) bool
	// takeTurns makes an adapter that runs in every process take turns at the
	// part of it that only one process at a time may do; nil: there is none.
	takeTurns func(bot.Adapter, func(context.Context, func(context.Context) error) error)
	// known asks the platform once by which name it knows the bot, and how it
	// delivers; nil: there is no asking. The error may be shown.
	known func(context.Context, config) (string, error)
}

// everyPlatform lists the platforms there are.
func everyPlatform() []platform {
	return []platform{{
		name:  "telegram",
		polls: true, pushed: func(c config) bool { return c.Hook != "" },
		setUp: func(c config) bool { return c.Telegram.isSet() },
		open:  func(c config, log *slog.Logger) (bot.Adapter, error) { return openTelegram(c, log) },
		known: func(ctx context.Context, c config) (string, error) {
			t, err := openTelegram(c, nil)
			if err != nil {
				return "", err
			}
			name, err := t.Name(ctx)
			if err != nil {
				return "", err
			}
			delivery, err := t.Delivery(ctx)
			return "@" + name + "; " + delivery, err
		},
	}, {
		name:  "discord",
		polls: true, pushed: func(c config) bool { return c.Entrance != "" },
		takeTurns: func(a bot.Adapter, turn func(context.Context, func(context.Context) error) error) {
			a.(*discord.Discord).TakeTurns(turn)
		},
		setUp: func(c config) bool { return c.Discord.isSet() },
		open:  func(c config, log *slog.Logger) (bot.Adapter, error) { return openDiscord(c, log) },
		known: func(ctx context.Context, c config) (string, error) {
			d, err := openDiscord(c, nil)
			if err != nil {
				return "", err
			}
			return d.Name(ctx)
		},
	}}
}

func openDiscord(c config, log *slog.Logger) (*discord.Discord, error) {
	catalogue, err := words.Shipped()
	if err != nil {
		return nil, err
	}
	library, err := loadLibrary(c)
	if err != nil {
		return nil, err
	}
	shards, _ := c.shards()
	return discord.New(discord.Options{
		Token: c.Discord.reveal(), API: c.Proxy, Shards: shards, Log: log,
		PublicKey: c.PublicKey, Listen: c.Entrance,
		Introductions: bot.Introductions(catalogue),
		Complete:      bot.Completer{Library: library, Zones: &scheduler.Zones{}}.Complete,
	})
}

func openTelegram(c config, log *slog.Logger) (*telegram.Telegram, error) {
	catalogue, err := words.Shipped()
	if err != nil {
		return nil, err
	}
	return telegram.New(telegram.Options{
		Token: c.Telegram.reveal(), API: c.Bots, Webhook: c.Hook, Listen: c.Door,
		Introductions: bot.Introductions(catalogue), Log: log,
	})
}

// takesTurns reports whether the processes of one store must ask it one after
// the other.
func (p platform) takesTurns(c config) bool { return p.polls && (p.pushed == nil || !p.pushed(c)) }

// setUp lists the platforms that the settings ask for.
func setUp(all []platform, c config) []platform {
	var chosen []platform
	for _, p := range all {
		if p.setUp(c) {
			chosen = append(chosen, p)
		}
	}
	return chosen
}
