package discord

import (
	"strconv"

	"github.com/bwmarrin/discordgo"

	"unknot/bot"
)

// Kinds of options.
const (
	optionPart    = 1 // the second word of a command
	optionNumber  = 4
	optionChannel = 7
	optionRole    = 8
)

// mayManage are the permissions of whoever manages a server.
const mayManage uint64 = discordgo.PermissionManageGuild

// serverCommandsOf lists the commands that are used on servers only, where the
// bot itself was added.
func serverCommandsOf(introductions []bot.Introduction, completes bool) []command {
	var all []command
	for at, c := range introductions[0].Server {
		of := func(i bot.Introduction) bot.ServerCommand { return i.Server[at] }
		one := command{
			Name: c.Name, Text: clip(c.Text, longestText), Kind: slashCommand,
			Texts:    otherTexts(introductions, func(i bot.Introduction) string { return of(i).Text }),
			Contexts: []int{onServers}, Integrations: []int{addedToServer},
		}
		if c.Manages {
			one.Members = strconv.FormatUint(mayManage, 10)
		}
		for part := range c.Parts {
			one.Options = append(one.Options, partOf(introductions, completes, func(i bot.Introduction) bot.ServerPart { return of(i).Parts[part] }))
		}
		all = append(all, one)
	}
	return all
}

func partOf(introductions []bot.Introduction, completes bool, of func(bot.Introduction) bot.ServerPart) commandOption {
	p := of(introductions[0])
	o := commandOption{
		Name: p.Name, Text: clip(p.Text, longestText), Kind: optionPart,
		Texts: otherTexts(introductions, func(i bot.Introduction) string { return of(i).Text }),
	}
	for at, f := range p.Fields {
		one := fieldOf(f, completes)
		one.Texts = otherTexts(introductions, func(i bot.Introduction) string { return of(i).Fields[at].Text })
		o.Options = append(o.Options, one)
	}
	return o
}

func fieldOf(f bot.Field, completes bool) commandOption {
	o := commandOption{Name: f.Name, Text: clip(f.Text, longestText), Required: f.Needed}
	switch f.Kind {
	case bot.FieldNumber:
		least, most := 0, f.Most
		o.Kind, o.Least, o.Most = optionNumber, &least, &most
	case bot.FieldChannel:
		o.Kind, o.Channels = optionChannel, publicKinds()
	case bot.FieldGroup:
		o.Kind = optionRole
	default:
		o.Kind, o.Longest, o.Completed = optionText, longestTyped, completes && f.Completed
	}
	return o
}
