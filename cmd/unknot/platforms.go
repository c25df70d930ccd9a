package main

import (
	"log/slog"

	"unknot/bot"
)

// platform is a chat platform that serve can run. What is not set up is left
// out.
type platform struct {
	name  string
	setUp func(config) bool
	open  func(config, *slog.Logger) (bot.Adapter, error)
}

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
