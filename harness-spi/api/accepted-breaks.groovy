// Changes of the SPI that break strategies built against the baseline and are accepted all the same, with the reason.
// Emptied when the baseline is recorded anew. A class by its name; a member as CLASS#NAME, which stands for all
// methods, constructors or fields of that name:
//
//   'org.neuronbench.spi.Budget#unlimited': 'replaced by Network.budget(); no published strategy calls it',
def accepted = [:]

accepted.each { name, reason ->
  if (!reason?.trim()) {
    throw new IllegalArgumentException("accepted-breaks.groovy: '$name' gives no reason")
  }
}
def types = jApiClasses.findAll { !accepted.containsKey(it.fullyQualifiedName) }
types.each { type ->
  def isAccepted = { member -> accepted.containsKey(type.fullyQualifiedName + '#' + member.name) }
  type.methods.removeIf(isAccepted)
  type.constructors.removeIf(isAccepted)
  type.fields.removeIf(isAccepted)
}
return types
