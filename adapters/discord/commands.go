package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/cenkalti/backoff/v5"

	"unknot/bot"
)

// Where commands are and who may add them.
const (
	onServers   = 0
	inBotRoom   = 1
	inOtherRoom = 2 // direct messages between people: answers are for one alone there, too

	addedToServer = 0
	addedToPerson = 1

	slashCommand   = 1
	optionText     = 3
	longestText    = 100
	longestTyped   = 100
	mostPresents   = 5
	presentsAfter  = time.Second
	presentsAtMost = time.Minute
)

// wordsOption is the one option of a command: what would be typed behind it.
const wordsOption = "words"

// command is a command as Discord lists it. What it adds to one by itself is
// left out, so that two lists can be compared.
type command struct {
	Name         string            `json:"name"`
	Text         string            `json:"description"`
	Texts        map[string]string `json:"description_localizations,omitempty"` // by language
	Kind         int               `json:"type"`
	Members      string            `json:"default_member_permissions,omitempty"` // who sees it; empty: everybody
	Options      []commandOption   `json:"options,omitempty"`
	Contexts     []int             `json:"contexts"`
	Integrations []int             `json:"integration_types"`
}

type commandOption struct {
	Name      string                  `json:"name"`
	Text      string                  `json:"description"`
	Texts     map[string]string       `json:"description_localizations,omitempty"`
	Kind      int                     `json:"type"`
	Required  bool                    `json:"required,omitempty"`
	Completed bool                    `json:"autocomplete,omitempty"`
	Longest   int                     `json:"max_length,omitempty"`
	Least     *int                    `json:"min_value,omitempty"`
	Most      *int                    `json:"max_value,omitempty"`
	Channels  []discordgo.ChannelType `json:"channel_types,omitempty"`
	Options   []commandOption         `json:"options,omitempty"`
}

// commandsOf lists the commands of introductions, of which the first is for
// everybody whose language is not among the others. Their names are the same
// everywhere.
func commandsOf(introductions []bot.Introduction, completes bool) []command {
	if len(introductions) == 0 {
		return nil
	}
	var all []command
	for at, c := range introductions[0].Commands {
		one := command{
			Name: c.Name, Text: clip(c.Text, longestText), Kind: slashCommand,
			Texts:        texts(introductions, at, func(c bot.Command) string { return c.Text }),
			Contexts:     []int{onServers, inBotRoom, inOtherRoom},
			Integrations: []int{addedToServer, addedToPerson},
		}
		if c.After != "" {
			one.Options = []commandOption{{
				Name: wordsOption, Text: clip(c.After, longestText), Kind: optionText,
				Texts:     texts(introductions, at, func(c bot.Command) string { return c.After }),
				Completed: completes && c.Completed, Longest: longestTyped,
			}}
		}
		all = append(all, one)
	}
	all = append(all, serverCommandsOf(introductions, completes)...)
	slices.SortFunc(all, func(a, b command) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// texts are what the other languages say of a command.
func texts(introductions []bot.Introduction, at int, of func(bot.Command) string) map[string]string {
	return otherTexts(introductions, func(i bot.Introduction) string { return of(i.Commands[at]) })
}

func otherTexts(introductions []bot.Introduction, of func(bot.Introduction) string) map[string]string {
	all := map[string]string{}
	for _, i := range introductions[1:] {
		for _, locale := range locales(i.Language) {
			all[locale] = clip(of(i), longestText)
		}
	}
	return all
}

// locales returns how Discord calls a language: discord.com/developers/docs/reference#locales.
func locales(language string) []string {
	switch language {
	case "en":
		return []string{"en-GB", "en-US"}
	case "es":
		return []string{"es-ES", "es-419"}
	case "pt":
		return []string{"pt-BR"}
	case "sv":
		return []string{"sv-SE"}
	case "zh":
		return []string{"zh-CN", "zh-TW"}
	default:
		return []string{language}
	}
}

// present puts the list of commands right. The bot works all the same when
// Discord takes nothing of it.
func (d *Discord) present(ctx context.Context) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = presentsAfter, presentsAtMost
	for range mostPresents {
		err := d.register(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		d.log.WarnContext(ctx, "discord: the commands are not listed", slog.String("why", err.Error()))
		if !sleep(ctx, pauses.NextBackOff()) {
			return
		}
	}
}

var errCommands = errors.New("the answer is no list")

// register writes the list only when it differs from what is there: people's
// clients load it anew each time, and a day has a limit.
func (d *Discord) register(ctx context.Context) error {
	answer, err := d.caller.call(ctx, request{what: "own application", method: "GET", path: "applications/@me"})
	if err != nil {
		return err
	}
	app := nameIn(answer, false).id
	if !isNumber(app) {
		return &callError{what: "own application", cause: errCommands}
	}
	path := "applications/" + app + "/commands"
	answer, err = d.caller.call(ctx, request{what: "commands", method: "GET", path: path + "?with_localizations=true"})
	if err != nil {
		return err
	}
	var there []command
	if json.Unmarshal(answer, &there) != nil {
		return &callError{what: "commands", cause: errCommands}
	}
	if same(there, d.commands) {
		return nil
	}
	_, err = d.caller.call(ctx, request{what: "list of commands", method: "PUT", path: path, body: d.commands, repeatable: true})
	return err
}

func same(there, want []command) bool {
	for i := range there {
		slices.Sort(there[i].Contexts)
		slices.Sort(there[i].Integrations)
		sortChannels(there[i].Options)
	}
	slices.SortFunc(there, func(a, b command) int { return strings.Compare(a.Name, b.Name) })
	one, err := json.Marshal(there)
	other, err2 := json.Marshal(want)
	return err == nil && err2 == nil && bytes.Equal(one, other)
}

// sortChannels puts the kinds of channels in our order: Discord keeps none.
func sortChannels(options []commandOption) {
	for _, o := range options {
		slices.Sort(o.Channels)
		sortChannels(o.Options)
	}
}
